import { Link } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "~/ui/controls/avatar";
import { Radio } from "~/ui/forms/checks";
import { useFormat } from "~/ui/words";
import { prospectName } from "../prospect/prospect-name.rules";

type Side = "one" | "other";
interface Record {
  id: string;
  firstName: string | null;
  lastName: string | null;
  organizationName: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  createdAt: Date | string;
  hangs: { [kind: string]: number | undefined };
}
interface Props {
  preview: {
    one: Record;
    other: Record;
    winner: Side;
    fields: Array<{ field: string; one: string | null; other: string | null; differs: boolean; chosen: Side }>;
  };
  place?: ReactNode;
}

/** Two prospects side by side: which record stays, and which value of each field. What differs stands out. */
export function MergeChoice({ preview, place }: Props) {
  const { t } = useTranslation("prospecting");
  const { date, list } = useFormat();
  const [winner, choose] = useState(preview.winner);
  const sides = ["one", "other"] as const;
  const said = (field: string, value: string | null) => {
    if (value === null || value === "") return <span className="faint">{t("duplicate.nothing")}</span>;
    if (field === "status" || field === "legalBasis") return t(`${field === "status" ? "status" : "basis"}.${value}`);
    return <bdi>{value}</bdi>;
  };
  return (
    <div className="stack g5">
      <div className="row between">
        <h2 className="title">{t("duplicate.question")}</h2>
        {place}
      </div>
      <table className="merge-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t("duplicate.field")}</span>
            </th>
            {sides.map((side) => {
              const record = preview[side];
              const name = prospectName(record);
              const hangs = Object.entries(record.hangs).flatMap(([kind, count]) =>
                count ? [t(`duplicate.hangs.${kind}`, { count })] : [],
              );
              return (
                <th key={side} scope="col">
                  <span className="row">
                    <Avatar name={name} org={record.lastName === null} />
                    <Link to={`/prospects/${record.id}`} className="strong truncate" dir="auto">
                      {name}
                    </Link>
                  </span>
                  <span className="cell-2">{list([t("duplicate.since", { date: date(record.createdAt) }), ...hangs])}</span>
                  <Radio
                    name="winner"
                    value={side}
                    checked={winner === side}
                    onChange={() => choose(side)}
                    label={t(winner === side ? "duplicate.stays" : "duplicate.keep_this")}
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {preview.fields.map(({ field, differs, chosen, ...values }) => (
            <tr key={field} className={differs ? "is-different" : undefined}>
              <th scope="row">{t(`duplicate.fields.${field}`)}</th>
              {sides.map((side) => (
                <td key={side}>
                  {differs ? (
                    <Radio
                      name={`keep_${field}`}
                      value={side}
                      defaultChecked={chosen === side}
                      label={said(field, values[side])}
                      aria-label={`${t(`duplicate.fields.${field}`)}: ${values[side]}`}
                    />
                  ) : (
                    said(field, values[side])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">{t("duplicate.what_moves")}</p>
    </div>
  );
}
