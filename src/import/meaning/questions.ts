import type { EntityName } from '../../entity/catalogue.ts';

/** What questions ask for, as surveys write them over their columns. The values decide further: a text is no score. */
const ASKED: Record<string, { asks: RegExp; not?: RegExp }> = {
  nps: {
    asks: /推荐|推薦|おすすめ|勧め|recommend|weiterempfehl|recommand|recomend/,
    not: /推荐(?:人|码|商品|奖励|位|算法|理由|原因)|为什么|why|reason/,
  },
  csat: {
    asks: /满意|滿意|満足|satisf|zufrieden|satisfait|happy (?:are|were) you|happy with/,
    not: /为什么|原因|why|reason/,
  },
  // Who is reached by it: nothing tells answers of one person together, and with his orders, but what he leaves himself.
  customer: {
    asks: /手机号|电话号|联系电话|会员(?:卡号|编号|号)|e-?mail address|your e-?mail|phone number/,
    not: /品牌|型号|是否|可否|能否|多少|\b(?:can|may|could) we\b|do you/,
  },
  rating: { asks: /打分|评分|評分|打几分|几分|how would you rate|please rate|rate (?:our|your|us|the)\b/ },
  text: {
    asks: /建议|意见|改进|改善|想说|留言|原因|为什么|感想|评语|comment|suggest|improve|better|\bwhy\b|\breasons?\b|tell us|thoughts|anything else|open-ended|feedback|verbesser|améliorer|mejorar/,
  },
};

/** Whether a column's name is a question as such, and asks for a score or for what somebody thinks. */
export const asksAnything = (name: string): boolean =>
  /[?？]/.test(name) && Object.keys(ASKED).some((role) => askedFor(name, 'feedback', role));

/** Whether a column's name is a question or a phrase that asks for what a role of feedback holds. */
export function askedFor(name: string, entity: EntityName, role: string): boolean {
  const known = entity === 'feedback' ? ASKED[role] : undefined;
  const text = name.normalize('NFKC').toLowerCase();
  return known !== undefined && known.asks.test(text) && !known.not?.test(text);
}
