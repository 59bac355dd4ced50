import type { Page } from '@playwright/test';
import { altered } from './altered.ts';

/** Where the list of functions that cells may call begins, in the built script. */
const LISTED = 'array_aggr array_aggregate';

/** Lets cells of a page that is still to be opened call functions that are not on the list. */
export const calling = (page: Page, functions: string): Promise<void> =>
  altered(page, LISTED, `${functions} ${LISTED}`);
