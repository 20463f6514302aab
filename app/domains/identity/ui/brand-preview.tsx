import { useTranslation } from "react-i18next";
import { contrast, inkOn } from "../branding/brand-color.rules";
import { useFormat } from "~/ui/words";

/** How the colour is read where it is used: under white or ink, with its contrast. */
export function BrandPreview({ name, brandColor }: { name: string; brandColor: string | null }) {
  const { t } = useTranslation("identity");
  const { number } = useFormat();
  const color = brandColor ?? "#2f55d4";
  return (
    <div className="stack g2">
      <span className="label">{t("settings.branding.preview")}</span>
      <span className="rounded-box p-3 text-center" style={{ backgroundColor: color, color: inkOn(color) }}>
        {name}
      </span>
      <span className="meta muted num">
        {t("settings.branding.contrast", { page: number(contrast(color, "#ffffff"), 1), text: number(contrast(color, inkOn(color)), 1) })}
      </span>
    </div>
  );
}
