/** Words of trade and service that the dictionary behind `Intl.Segmenter` cuts into single characters. */
const WORDS = `
客服 售后 售前 回访 工单 商机 客户经理 业务员 代理商 供应商 经销商 加盟商 门店 店长 小程序 公众号 微信 企业微信 钉钉 支付宝
优惠券 满减 秒杀 拼团 会员卡 积分 储值 续费 续约 退订 退款 退货 换货 补货 缺货 断货 到货 发货 收货 漏发 错发 少发 次日达
快递 快递员 运费 包邮 签收 拒收 破损 开票 发票 对账 到账 扣款 账单 账号 账户 性价比 涨价 降价 报价 报价单 折扣 起订量
闪退 卡顿 死机 报错 加载 页面 首页 登录 登陆 验证码 扫码 二维码 移动端 手机端 电脑端 客户端 仪表盘 看板 字段 报表 接口 插件
易用 上手 新手 弹窗 推送 短信 权限 导入 导出 同步 离线 备份 升级 更新 版本 兼容 稳定性 响应慢 响应快 响应速度 不回复
色差 尺码 做工 异味 保质期 口感 新鲜度 包装盒 说明书 安装师傅 上门 维修 保修 质保 培训 实施 交付 验收 合同 回款 账期
`;

export const BUSINESS_WORDS: readonly string[] = WORDS.split(/\s+/).filter(Boolean);
