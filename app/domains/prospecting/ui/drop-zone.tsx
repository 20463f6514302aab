import { FileUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "~/ui/controls/icon";
import { useFieldWiring } from "~/ui/forms/field";
import { useFormat } from "~/ui/words";

/** A place to drop a file on. The browser's own file field lies over it whole, so dropping and choosing work before scripts. */
export function DropZone({ accept, label }: { accept: string; label: string }) {
  const { t } = useTranslation("prospecting");
  const { number } = useFormat();
  const [file, choose] = useState<{ name: string; size: number } | null>(null);
  const [isOver, setOver] = useState(false);
  const size = (bytes: number) =>
    bytes >= 1_000_000
      ? t("import.size.mb", { value: number(bytes / 1_000_000, 1) })
      : t("import.size.kb", { value: number(bytes / 1000, 1) });
  return (
    <div
      className={`relative flex flex-col items-center justify-center gap-2 rounded-box border border-dashed p-10 text-center focus-within:border-accent ${isOver ? "border-accent bg-accent-soft" : "border-line-control bg-raised hover:bg-hover"}`}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      <Icon of={FileUp} large />
      <span className={file ? "strong" : undefined} aria-live="polite">
        {file ? t("import.upload.chosen", { name: file.name, size: size(file.size) }) : label}
      </span>
      <span className="meta muted">{t("import.upload.hint")}</span>
      <input
        type="file"
        accept={accept}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
        {...useFieldWiring()}
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
    </div>
  );
}
