/** A SQL identifier in double quotes. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A SQL text literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
