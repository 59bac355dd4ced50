/** Class of every figure Observable Plot draws for us: fixed, since Plot writes it into its style element. */
export const PLOT_CLASS = 'cellar-plot';

/**
 * SHA-256 sources of the one inline style element Plot 0.6.17 writes with that class, for the CSP's
 * `style-src`. Its legends (the second style element) are not used; ours are drawn in the figure.
 */
export const PLOT_STYLE_HASHES: readonly string[] = ["'sha256-HiMNU3z5de9/M1W/jwPB7XR1Vf+z+UxGggQ8gpFcM7k='"];
