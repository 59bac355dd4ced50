-- Whether an action's name says that it completes something.
regexp_matches(lower({action}), '支付|付款|下单|提交|完成|结账|\b(pay|paid|payment|purchase|checkout|order|submit|complete)\b')
