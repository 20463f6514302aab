import { useTranslation } from "react-i18next";
import { Check, Choices } from "~/ui/forms/checks";
import { Field } from "~/ui/forms/field";
import { FormGrid } from "~/ui/forms/form-parts";
import { Input, Select } from "~/ui/forms/inputs";

export interface Colleague {
  id: string;
  name: string;
}
type Props = {
  colleagues: Array<Colleague>;
  fault: (name: string) => Array<string> | undefined;
  team?: { name: string; leaderId: string | null; members: Array<string> };
  disabled?: boolean;
};

/** Name, leader and members of a team. */
export function TeamFields({ colleagues, fault, team, disabled }: Props) {
  const { t } = useTranslation("identity");
  return (
    <>
      <FormGrid>
        <Field label={t("access.team.name")} name="name" error={fault("name")}>
          <Input defaultValue={team?.name} maxLength={100} autoComplete="off" disabled={disabled} />
        </Field>
        <Field label={t("access.team.leader")} name="leaderId" error={fault("leaderId")}>
          <Select
            defaultValue={team?.leaderId ?? ""}
            disabled={disabled}
            options={[{ value: "", label: t("access.team.nobody") }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        </Field>
      </FormGrid>
      <Choices legend={t("access.team.members")}>
        {colleagues.map(({ id, name }) => (
          <Check key={id} name="member" value={id} label={name} defaultChecked={team?.members.includes(id)} disabled={disabled} />
        ))}
      </Choices>
    </>
  );
}

/** What a colleague is called in a list to choose from. */
export const colleagueOf = ({
  user,
}: {
  user: { id: string; firstName: string | null; lastName: string | null; email: string };
}): Colleague => ({ id: user.id, name: [user.firstName, user.lastName].filter(Boolean).join(" ") || user.email });
