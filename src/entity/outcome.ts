/** SQL condition: the action failed. Mapping writes `failure`; the other words are of data that came another way. */
export const FAILED = "lower(outcome) IN ('failure', 'failed', 'fail', 'error', '失败', '错误')";
