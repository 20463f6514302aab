import type { ReportMailProps } from "./report-mail";

/** The same report as plain text, with the drawing's figures as a table. */
export function reportText({
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
  const width = Math.max(...chart.bars.map(({ figure }) => figure.length));
  return [
    `${company} · ${about}`,
    `${headline}\n${proof}\n${deed.text} : ${deed.link}`,
    figures
      .map(
        ({ label, figure, change, sample, link }) => `${label} : ${figure} (${[change?.text, sample].filter(Boolean).join(", ")})\n${link}`,
      )
      .join("\n\n"),
    [chart.title, ...chart.bars.map(({ label, figure, sample }) => `${label}  ${figure.padStart(width)}  ${sample}`)].join("\n"),
    [todo, ...findings.map(({ title, why, deed: verb, link }, at) => `${at + 1}. ${title}\n${why}\n${verb} : ${link}`)].join("\n\n"),
    `${button.text} : ${button.link}`,
    foot,
  ].join("\n\n");
}
