import { clsx } from "clsx";
import { initialsOf, tintOf } from "~/ui/format";

type Props = { name: string; org?: boolean; size?: "sm" | "md" | "lg"; named?: boolean };

/** Two letters and a tint that stay the same for a name: round for a person, square for a company (`org`).
 *  Silent beside the written name; `named` where the letters stand alone. */
export function Avatar({ name, org, size = "md", named }: Props) {
  const look = clsx("avatar", `a${tintOf(name)}`, org && "avatar-org", size !== "md" && `avatar-${size}`);
  return (
    <span className={look} {...(named ? { role: "img", "aria-label": name, title: name } : { "aria-hidden": true })}>
      {initialsOf(name)}
    </span>
  );
}

/** A few people, overlapping. */
export const Avatars = ({ names }: { names: string[] }) => (
  <span className="avatars">
    {names.map((name) => (
      <Avatar key={name} name={name} named />
    ))}
  </span>
);

/** Who a row is about: avatar, name, and a quiet second line. */
export function Ident({ name, note, org, avatar = true }: { name: string; note?: string; org?: boolean; avatar?: boolean }) {
  return (
    <span className="ident">
      {avatar && <Avatar name={name} org={org} />}
      <span>
        <strong className="truncate" dir="auto">
          {name}
        </strong>
        {note && (
          <span className="cell-2 truncate" dir="auto">
            {note}
          </span>
        )}
      </span>
    </span>
  );
}
