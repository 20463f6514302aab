import { Upload } from "lucide-react";
import { type InputHTMLAttributes, useState } from "react";
import { Icon } from "~/ui/controls/icon";
import { useFieldWiring } from "~/ui/forms/field";

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, "type" | "placeholder"> & {
  /** What stands there before a file is chosen: the browser would say it in its own language. */
  label: string;
};

/** One file. The browser's own field lies over it whole, so dropping and choosing work before scripts. */
export function FileInput({ label, ...rest }: Props) {
  const [name, setName] = useState<string | null>(null);
  return (
    <span className="input file-input">
      <Icon of={Upload} />
      <span className={name ? "truncate" : "truncate muted"} dir="auto">
        {name ?? label}
      </span>
      <input type="file" {...useFieldWiring()} {...rest} onChange={(event) => setName(event.currentTarget.files?.[0]?.name ?? null)} />
    </span>
  );
}
