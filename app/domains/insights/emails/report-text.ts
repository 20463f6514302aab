import type { ReportMailProps } from "./report-mail";

/** The same report as plain text, with the drawing's figures as a table. */
export function reportText({
  language,
  about,
  company,
  headline,
  proof,
  deed,
  figures,
  chart,
  todo,
  findings,
  button,
  foot,
}: ReportMailProps): string {
  const colon = language === "fr" ? "\u00a0: " : ": ";
  const comma = language === "ar" ? "، " : ", ";
  const width = Math.max(...chart.bars.map(({ figure }) => figure.length));
  return [
    `${company} · ${about}`,
    `${headline}\n${proof}\n${deed.text}${colon}${deed.link}`,
    figures
      .map(
        ({ label, figure, change, sample, link }) =>
          `${label}${colon}${figure} (${[change?.text, sample].filter(Boolean).join(comma)})\n${link}`,
      )
      .join("\n\n"),
    [chart.title, ...chart.bars.map(({ label, figure, sample }) => `${label}  ${figure.padStart(width)}  ${sample}`)].join("\n"),
    [todo, ...findings.map(({ title, why, deed: verb, link }, at) => `${at + 1}. ${title}\n${why}\n${verb}${colon}${link}`)].join("\n\n"),
    `${button.text}${colon}${button.link}`,
    foot,
  ].join("\n\n");
}
