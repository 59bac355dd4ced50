import type { Departure } from '../../egress/departure.ts';
import type { SeenRequest } from '../../egress/requests.ts';
import type { EntityName } from '../../entity/catalogue.ts';
import type { Weakening } from '../../import/meaning/weakening.ts';
import type { PersonalKind, PrivacyPolicy } from '../../privacy/kinds.ts';

/** A column as the statement shows it: never a value of it. */
export interface ColumnFacts {
  name: string;
  /** What detection took it for; null for nothing personal. */
  kind: PersonalKind | null;
  treatment: PrivacyPolicy;
  /** It came in as more than its kind would. */
  weakened: boolean;
  /** Who had it so, and when; null where that was not written down, and of a column that is not weakened. */
  weakening: Weakening | null;
}

export interface SourceFacts {
  name: string;
  file: string;
  entity: EntityName | null;
  rows: number;
  columns: ColumnFacts[];
}

/** Milliseconds since 1970 as an ISO instant. */
type Timed<T> = Omit<T, 'at'> & { at: string };

/** The privacy statement of one visit, as it is saved as JSON. */
export interface StatementFacts {
  format: 'cellar-privacy-statement';
  formatVersion: 1;
  /** ISO instants, in UTC. */
  madeAt: string;
  openedAt: string;
  /** Address of the page, without what stands behind `#`. */
  address: string;
  build: {
    version: string;
    /** SHA-256 over the list of its files; null when neither host nor service worker told it. */
    digest: string | null;
    servedBy: 'service-worker' | 'host';
  };
  enforced: {
    pagePolicy: string;
    /** What was added when the page was sealed; null before. */
    sealedPolicy: string | null;
    sealedAt: string | null;
    /** Headers that the service worker puts on every answer; null while the host answers. */
    headers: Record<string, string> | null;
    /** Statements that lock the database engine before any SQL runs. */
    engineLock: string[];
  };
  /** Sources of the open notebook; empty while none is open. */
  sources: SourceFacts[];
  requests: Timed<SeenRequest>[];
  departures: Timed<Departure>[];
}
