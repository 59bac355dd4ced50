/** When a figure speaks of so few customers, or so much of one, that it may not leave. */
export interface DisclosureRules {
  /** Customers that must stand behind a figure at least; 1 holds nothing back. */
  customers: number;
  /** Largest share of a figure that one customer may have, 0..1; 1 allows any. */
  share: number;
  /** Result tables saved as files go by the rules too; otherwise they leave as they are. */
  tables: boolean;
}

/** What holds unless a notebook says otherwise. */
export const DEFAULT_DISCLOSURE: DisclosureRules = { customers: 5, share: 0.85, tables: false };

/** Bounds of the settings. */
export const DISCLOSURE_BOUNDS = { customers: [1, 1000], share: [0.3, 1] } as const;

/** Whether rules let more out than those that hold by default. */
export const isLaxer = ({ customers, share }: DisclosureRules): boolean =>
  customers < DEFAULT_DISCLOSURE.customers || share > DEFAULT_DISCLOSURE.share;
