import { useTranslation } from "react-i18next";
import { Table } from "~/ui/data/table";
import { useFormat } from "~/ui/words";

export interface CertificateLine {
  table: string;
  name: string;
  count: number;
}
interface Props {
  erased: Array<CertificateLine>;
  kept: Array<{ law: string; until: string; rows: Array<CertificateLine> }>;
}

/** What the end of a company's account erased, table by table, and what stays by which law until when. */
export function ClosingCertificate({ erased, kept }: Props) {
  const { t } = useTranslation("privacy");
  const { date } = useFormat();
  return (
    <>
      <section className="stack g3">
        <h2 className="lead strong">{t("closing.certificate.kept")}</h2>
        {kept.length === 0 && <p className="muted">{t("closing.certificate.nothing_kept")}</p>}
        {kept.map(({ law, until, rows }) => (
          <div key={law} className="stack g2">
            <h3 className="strong">{t(`law.${law}`)}</h3>
            <p className="muted">{t("closing.certificate.until", { date: date(until) })}</p>
            <Lines lines={rows} label={t(`law.${law}`)} />
          </div>
        ))}
      </section>
      <section className="stack g3">
        <h2 className="lead strong">{t("closing.certificate.erased")}</h2>
        <Lines lines={erased} label={t("closing.certificate.erased")} />
      </section>
    </>
  );
}

function Lines({ lines, label }: { lines: Array<CertificateLine>; label: string }) {
  const { t } = useTranslation("privacy");
  const { number } = useFormat();
  return (
    <Table label={label} heads={[{ label: t("certificate.table") }, { label: t("closing.certificate.rows"), num: true }]}>
      {lines.map(({ table, name, count }) => (
        <tr key={table}>
          <td>{name}</td>
          <td className="num">{number(count)}</td>
        </tr>
      ))}
    </Table>
  );
}
