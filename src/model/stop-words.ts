/** Words that say nothing about a topic, in both languages; compared in lower case. */
const WORDS = `
a about above after again all almost also always am an and any anything are as at be because been before being
below between both but by can cannot could did do does doing done down during each else ever every few for from
further get gets getting give given go goes going got had has have having he her here hers herself him himself his
how however i if in into is it its itself just let like made make many may maybe me might mine more most much must
my myself need no nor not nothing now of off often on once one only or other our ours ourselves out over own per
please quite rather really s same say says see seem she should since so some something still such t than thank
thanks that the their theirs them themselves then there these they thing things this those through to too under
until up upon us use used using very via want was way we well were what when where which while who whom why will
with within without would yet you your yours yourself
two three four five six seven eight nine ten eleven twelve hundred thousand
hi hello dear honestly nearly next last take takes taken took come comes came coming look looks looked looking
的 了 和 是 在 有 我 你 您 他 她 它 我们 你们 您们 他们 她们 它们 咱们 自己 这 那 这个 那个 这些 那些 这样 那样 这里 那里 哪里
哪个 什么 怎么 怎样 为什么 如何 多少 几个 一个 一些 一下 一点 一直 一样 一次 每次 有点 有些 有的 没有 没 不 不是 不会 不能 不到 不了
就 就是 也 也是 都 都是 还 还是 还有 而 而且 但 但是 可是 不过 然而 因为 所以 因此 由于 如果 要是 虽然 尽管 即使 只要 只有 只是 只 才
与 及 以及 或 或者 并 并且 被 把 让 使 给 对 对于 关于 从 到 向 往 由 于 为 为了 以 用 按 按照 根据 通过 跟 同 和 比 比较 更 最 很
太 非常 十分 特别 真的 真 挺 好 好的 好像 可以 可能 能 能够 会 应该 需要 必须 要 想 想要 希望 觉得 感觉 认为 知道 看 看到 说 说是 请
请问 谢谢 吧 吗 呢 啊 哦 呀 嘛 啦 哈 嗯 喂 之 其 其他 其它 其中 某 各 各个 每 每个 每天 所有 全部 大家 别人 人家 已 已经 曾 曾经 正在
现在 目前 刚 刚刚 刚才 以后 之后 以前 之前 后来 然后 今天 昨天 明天 时候 时 再 又 再次 总是 经常 常常 偶尔 有时 进行 出现 存在 来 去
上 下 里 中 内 外 前 后 左右 大 小 多 少 个 位 次 件 种 些 点 等 等等 之类 方面 情况 问题 东西 事情 的话 来说 而言 是否 能否 其实
继续 加油 下次 还来 尽快 麻烦 实话 说实话 说法 整体 总体 考虑 总的来说 顺便 一共 反正 确实 可惜 居然 竟然 终于 马上 立刻 赶紧
差点 差一点 差不多 几乎 越来越 老是 一再 再一次 完全 根本 简直 到底 只好 不如 除了 什么时候 能不能 有没有 要不要
`;

export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter(Boolean));
