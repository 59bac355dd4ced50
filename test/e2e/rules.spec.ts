import { SLOW, addCell, allDone, atShop, button, cell, result } from './support/page.ts';
import { expect, test } from './support/test.ts';

test.use({ goesOn: 'shop' });

test(
  'tiers by rules of one’s own: the order decides, and what cannot be used is said',
  { tag: '@whole' },
  async ({ page, folder }) => {
    await atShop(page, folder);
    const name = await addCell(page, 'tier-rules');
    await allDone(page);
    const tiers = async () => {
      const found: Record<string, number> = {};
      for (const row of await result(page, name)) found[row['tier']!] = (found[row['tier']!] ?? 0) + 1;
      return found;
    };
    await cell(page, name).locator('[data-param="scheme"] select').selectOption('own');
    const rules = cell(page, name).locator('[data-param="rules"]');
    await expect(rules.locator('li')).toHaveCount(4);

    // Of the four only one stays: everyone with 20 orders or more.
    for (const gone of ['prospect', 'churn warning', 'potential'])
      await rules.locator(`li[data-rule="${gone}"] button`).last().click();
    const vip = rules.locator('li').first();
    await vip.getByLabel('Orders at least').fill('20');
    await vip.getByLabel('Spend at least').fill('');
    await vip.getByLabel('Days since last purchase at most').fill('');
    await page.keyboard.press('Tab');
    await allDone(page);
    await expect.poll(tiers, SLOW).toEqual({ VIP: 5, ordinary: 19 });

    // A second one with the same people changes nothing until it comes first.
    await button(rules, 'add-rule').click();
    await expect(rules.getByRole('alert')).toContainText('has no name');
    await rules.locator('li').nth(1).getByLabel('Name of rule 2').fill('24 orders');
    await rules.locator('li').nth(1).getByLabel('Orders at least').fill('24');
    await page.keyboard.press('Tab');
    await expect(rules.getByRole('alert')).toHaveCount(0);
    await allDone(page);
    await expect.poll(tiers, SLOW).toEqual({ VIP: 5, ordinary: 19 });
    await rules.getByRole('button', { name: '24 orders earlier' }).click();
    await expect.poll(tiers, SLOW).toEqual({ '24 orders': 1, VIP: 4, ordinary: 19 });
  },
);
