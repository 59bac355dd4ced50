-- Whether a number reaches a bar: sums and products of fractions end a hair off, and a hair below the bar is on it.
({value}) >= ({bar}) - 1e-9 * greatest(abs({bar}), 1)
