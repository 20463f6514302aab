import type { CompanyCtx } from "~/platform/tenancy.server";
import type { SystemSettings } from "./setting.schema";
import { fieldOfSetting, parseSetting, placeOfSetting, settingKeys, settingsRegistry, type SettingValues } from "./settings-registry";

/** All settings of the company: what it set, else our defaults. One statement. */
export async function readSettings({ db }: CompanyCtx): Promise<SettingValues> {
  const rows = await db.systemSetting.findMany({ select: { category: true, key: true, value: true } });
  const kept = new Map(rows.map(({ category, key, value }) => [`${category}.${key}`, value]));
  const pairs = settingKeys.map((key) => [key, parseSetting(key, kept.get(key) ?? null) ?? settingsRegistry[key].default]);
  return Object.fromEntries(pairs) as SettingValues;
}

/** Keeps what differs from our defaults, and forgets what does not: a default of ours that changes then reaches the company. */
export async function saveSettings(ctx: CompanyCtx, posted: SystemSettings) {
  const { db, companyId, actor } = ctx;
  const before = await readSettings(ctx);
  const updatedById = actor.kind === "user" ? actor.id : null;
  for (const key of settingKeys) {
    const { type, default: ours } = settingsRegistry[key];
    const value = posted[fieldOfSetting(key)] ?? (type === "boolean" ? false : ours);
    const place = placeOfSetting(key);
    if (value === before[key]) continue;
    if (value === ours) await db.systemSetting.deleteMany({ where: place });
    else
      await db.systemSetting.upsert({
        where: { companyId_category_key: { companyId, ...place } },
        create: { companyId, ...place, dataType: type, value: String(value), updatedById },
        update: { dataType: type, value: String(value), updatedById },
      });
  }
  ctx.audit({ action: "settings.changed", about: { type: "company", id: companyId }, before, after: await readSettings(ctx) });
}
