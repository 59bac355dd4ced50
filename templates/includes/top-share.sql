-- How many of so many are a share of them, the last one counted whole; 0.2 * 15 is a hair above 3.
ceil(round({share} * {of}, 6))
