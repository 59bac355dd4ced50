/** A cell of the grid by row and column, both from 0. */
export interface GridCell {
  row: number;
  column: number;
}

/** A block of cells, inclusive. */
export interface GridRange {
  rows: [number, number];
  columns: [number, number];
}

/** The block between two corners in any order. */
export const rangeOf = (a: GridCell, b: GridCell): GridRange => ({
  rows: [Math.min(a.row, b.row), Math.max(a.row, b.row)],
  columns: [Math.min(a.column, b.column), Math.max(a.column, b.column)],
});

export const inRange = (range: GridRange, row: number, column: number): boolean =>
  row >= range.rows[0] && row <= range.rows[1] && column >= range.columns[0] && column <= range.columns[1];

interface Keys {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
}

/**
 * Where a key moves the active cell, or null when it is no moving key. Home and End go along the row,
 * with Ctrl (⌘) to the first and last cell of the table; Page keys move by `page` rows.
 */
export function movedBy(
  event: Keys,
  at: GridCell,
  size: { rows: number; columns: number },
  page: number,
): GridCell | null {
  const whole = event.ctrlKey || event.metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const clamp = (row: number, column: number): GridCell => ({
    row: Math.max(0, Math.min(last.row, row)),
    column: Math.max(0, Math.min(last.column, column)),
  });
  switch (event.key) {
    case 'ArrowUp':
      return clamp(whole ? 0 : at.row - 1, at.column);
    case 'ArrowDown':
      return clamp(whole ? last.row : at.row + 1, at.column);
    case 'ArrowLeft':
      return clamp(at.row, whole ? 0 : at.column - 1);
    case 'ArrowRight':
      return clamp(at.row, whole ? last.column : at.column + 1);
    case 'PageUp':
      return clamp(at.row - page, at.column);
    case 'PageDown':
      return clamp(at.row + page, at.column);
    case 'Home':
      return clamp(whole ? 0 : at.row, 0);
    case 'End':
      return clamp(whole ? last.row : at.row, last.column);
    default:
      return null;
  }
}
