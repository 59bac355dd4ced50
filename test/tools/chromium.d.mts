/** Path of an installed Chromium or Chrome, or null; CHROMIUM_PATH names one by hand. */
export declare function findChromium(): string | null;
