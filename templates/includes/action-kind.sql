-- Actions that fill a cart and actions that pay: those named in the settings, else told by the words of their names.
SELECT
  action,
  CASE WHEN trim($cart_action) <> '' THEN action = trim($cart_action)
    ELSE regexp_matches(lower(action), 'cart|basket|购物车|加购') AND NOT regexp_matches(lower(action), 'remove|delete|empty|移除|删除|清空') END AS fills_cart,
  CASE WHEN trim($pay_action) <> '' THEN action = trim($pay_action)
    ELSE regexp_matches(lower(action), '支付|付款|结账|下单|purchase|\b(pay|paid|payment|checkout)\b') END AS pays
FROM (SELECT DISTINCT action FROM past_events WHERE action IS NOT NULL)
