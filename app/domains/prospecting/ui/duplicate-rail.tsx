import { useTranslation } from "react-i18next";
import { RailGroup, RailItem } from "~/ui/pages/queue-page";
import { useFormat } from "~/ui/words";
import { verdictOf } from "../duplicate/compare-records.rules";

interface Props {
  rail: Array<{ id: string; certainty: number; name: string; otherName: string; isOrganization: boolean }>;
  currentId: string;
  toPair: (id: string) => string;
}

/** The pairs around this one: those that are certain, then those that may be. */
export function DuplicateRail({ rail, currentId, toPair }: Props) {
  const { t } = useTranslation("prospecting");
  const { percent } = useFormat();
  const groups = (["same", "perhaps", "different"] as const).map((verdict) => ({
    verdict,
    items: rail.filter(({ certainty }) => verdictOf(certainty) === verdict),
  }));
  return groups
    .filter(({ items }) => items.length > 0)
    .map(({ verdict, items }) => (
      <RailGroup key={verdict} title={t(`duplicate.verdict.${verdict}`)} count={items.length}>
        {items.map(({ id, name, otherName, certainty, isOrganization }) => (
          <RailItem
            key={id}
            to={toPair(id)}
            name={name}
            note={otherName}
            org={isOrganization}
            mark={percent(certainty / 100)}
            current={id === currentId}
          />
        ))}
      </RailGroup>
    ));
}
