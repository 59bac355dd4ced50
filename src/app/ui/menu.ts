/** One entry of a menu; texts are already in the reader's language. */
export interface MenuItem {
  id: string;
  label: string;
  /** Keys that do the same, as they are written on this platform. */
  key?: string;
  disabled?: boolean;
  /** Removes something. */
  danger?: boolean;
  /** A hairline stands above it. */
  separated?: boolean;
}
