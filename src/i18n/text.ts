/** The two languages of the interface. */
export type Lang = 'zh' | 'en';

/** A human text in both languages; every template and role carries its words like this. */
export interface Text {
  zh: string;
  en: string;
}
