import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Icon } from "~/ui/controls/icon";
import { Field } from "~/ui/forms/field";
import { Input } from "~/ui/forms/inputs";
import { useWords } from "~/ui/words";

type Props = Omit<ComponentProps<typeof Field>, "children"> & {
  autoComplete: "current-password" | "new-password";
  size?: "md" | "lg";
  minLength?: number;
};

/** A password that its writer may look at. */
export function PasswordField({ autoComplete, size, minLength, ...field }: Props) {
  const [shown, show] = useState(false);
  const say = useWords();
  return (
    <Field {...field}>
      <Input
        type={shown ? "text" : "password"}
        size={size}
        autoComplete={autoComplete}
        minLength={minLength}
        spellCheck={false}
        autoCapitalize="none"
        after={
          <button
            type="button"
            className="btn-see"
            aria-pressed={shown}
            aria-label={say(shown ? "hidePassword" : "showPassword")}
            onClick={() => show(!shown)}
          >
            <Icon of={shown ? EyeOff : Eye} />
          </button>
        }
      />
    </Field>
  );
}
