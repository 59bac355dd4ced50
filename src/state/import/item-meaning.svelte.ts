import type { EntityName } from '../../entity/catalogue.ts';
import { rolesOf, UNKNOWN, type Meaning } from '../../import/meaning/meaning.ts';
import { weakeningOf, type Weakening } from '../../import/meaning/weakening.ts';
import { isWeaker, noWeaker, type PrivacyPolicy } from '../../privacy/kinds.ts';

/** What a table is taken for, as it is asked for piece by piece. */
export class ItemMeaning {
  protected meaning = $state.raw<Readonly<Meaning>>(UNKNOWN);

  get entity(): EntityName | null {
    return this.meaning.entity;
  }
  get mapping(): Readonly<Record<string, string>> {
    return this.meaning.mapping;
  }
  /** What each row also says of its customer: role of `customers` to column. */
  get attributes(): Readonly<Record<string, string>> {
    return this.meaning.attributes;
  }
  /** Whether the rows have still to bear out what they are taken to say of their customers. */
  get settling(): boolean {
    return this.meaning.unsettled;
  }
  /** Every role of its columns, attributes of the customer as `customers.industry`. */
  get roles(): Readonly<Record<string, string>> {
    return rolesOf(this.meaning);
  }
  get confidence(): Readonly<Record<string, number>> {
    return this.meaning.confidence;
  }
  get missing(): readonly string[] {
    return this.meaning.missing;
  }
  get known(): string | null {
    return this.meaning.known;
  }
  get layout(): Meaning['layout'] {
    return this.meaning.layout;
  }
  get personal(): Readonly<Meaning['personal']> {
    return this.meaning.personal;
  }
  /** Scales of answers that are not of five, of the columns that answers are read from. */
  get scales(): Readonly<Meaning['scales']> {
    const { csat } = this.mapping;
    const scale = csat === undefined ? undefined : this.meaning.scales[csat];
    return csat !== undefined && scale ? { [csat]: scale } : {};
  }
  /** How columns are at least to be treated, whatever is said of them here. */
  get least(): Readonly<Record<string, PrivacyPolicy>> {
    return {};
  }
  get privacy(): Readonly<Record<string, PrivacyPolicy>> {
    return noWeaker(this.meaning.privacy, this.least);
  }
  /** Policies weaker than what was detected that the notebook asks for and that nobody has allowed. */
  get asks(): Readonly<Record<string, PrivacyPolicy>> {
    const { least, privacy } = this;
    return Object.fromEntries(
      Object.entries(this.meaning.asks).filter(
        ([column, wish]) =>
          isWeaker(wish, privacy[column] ?? 'keep') && !isWeaker(wish, least[column] ?? 'keep'),
      ),
    );
  }

  /** Who has a column come in as more than its kind would, were it confirmed now (`at`, ISO); null where nobody has. */
  weakening(column: string, at: string): Weakening | null {
    return weakeningOf({ ...this.meaning, privacy: this.privacy }, column, at);
  }
}
