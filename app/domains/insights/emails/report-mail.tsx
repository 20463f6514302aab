import { Body, Button, Column, Container, Head, Heading, Html, Img, Link, Preview, Row, Section, Text } from "@react-email/components";
import type { BrandColors } from "~/domains/identity/branding/brand-color.rules";
import { directionOf, type Language } from "~/platform/i18n";
import type { SaidFigure } from "../report/say-figures.rules";

export interface ReportMailProps {
  language: Language;
  company: string;
  /** How the company shows itself; `logo` is a full address. */
  brand: { colors: BrandColors; logo: string | null };
  about: string;
  preview: string;
  headline: string;
  proof: string;
  /** What to do about the headline. */
  deed: { text: string; link: string };
  figures: Array<SaidFigure & { link: string }>;
  chart: {
    title: string;
    heads: { week: string; sample: string; rate: string };
    /** `ratio`: length of the bar, 0–1. */
    bars: Array<{ label: string; figure: string; sample: string; ratio: number; isSubject: boolean }>;
  };
  todo: string;
  /** What else was found; the headline is not said again. */
  findings: Array<{ title: string; why: string; deed: string; link: string }>;
  button: { text: string; link: string };
  foot: string;
}

/** Readers that know dark mode swap the roles; the others show the light sheet. Bars are cells with a colour: mail shows no SVG. */
const dark = `@media (max-width:620px){.pad{padding-left:20px!important;padding-right:20px!important}.h1{font-size:24px!important;line-height:31px!important}}
@media (prefers-color-scheme:dark){.bg,.bg>table>tbody>tr>td{background:#131519!important}.sheet{background:#1b1e24!important}.ink{color:#eeede9!important}.mu{color:#b4b7be!important}.acc{color:#9db8ff!important}.up{color:#7fd3a2!important}.dn{color:#ff9c94!important}.rule{border-color:#33373f!important}.bar{background:#6f93f5!important}.rest{background:#4a4f5a!important}}`;

/** The Monday report as a mail of 600 pixels. */
export function ReportMail({
  language,
  company,
  brand,
  about,
  preview,
  headline,
  proof,
  deed,
  figures,
  chart,
  todo,
  findings,
  button,
  foot,
}: ReportMailProps) {
  const sides = sidesOf(language);
  return (
    <Html lang={language} dir={directionOf(language)}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style dangerouslySetInnerHTML={{ __html: dark }} />
      </Head>
      <Preview>{preview}</Preview>
      <Body dir={directionOf(language)} className="bg" style={{ ...font, backgroundColor: "#f8f7f4", margin: 0, padding: "32px 12px" }}>
        <Container className="sheet" style={{ maxWidth: 600, width: "100%", backgroundColor: "#ffffff", borderRadius: 8 }}>
          <Section className="pad" style={{ padding: "28px 40px 0" }}>
            {brand.logo && <Img src={brand.logo} alt="" height={32} style={{ maxHeight: 32, marginBottom: 8 }} />}
            <Text className="ink" style={{ ...line, fontSize: 14, fontWeight: 600 }}>
              {company}
            </Text>
            <Text className="mu" style={{ ...line, ...muted, fontSize: 14 }}>
              {about}
            </Text>
            <Heading as="h1" className="h1 ink" style={{ ...line, fontSize: 28, lineHeight: "36px", fontWeight: 600, marginTop: 20 }}>
              {headline}
            </Heading>
            <Text className="mu" style={{ ...line, ...muted, marginTop: 12 }}>
              {proof}
            </Text>
            <Link href={deed.link} className="acc" style={{ ...accent, fontWeight: 600 }}>
              {deed.text}
            </Link>
          </Section>
          <Section className="pad" style={{ padding: "24px 40px 0" }}>
            {[figures.slice(0, 2), figures.slice(2)].map((pair, at) => (
              <Row key={at}>
                {pair.map((figure) => (
                  <FigureCell key={figure.metric} {...figure} sides={sides} />
                ))}
              </Row>
            ))}
          </Section>
          <Section className="pad" style={{ padding: "8px 40px 0" }}>
            <Title>{chart.title}</Title>
            <Chart {...chart} sides={sides} />
          </Section>
          <Section className="pad" style={{ padding: "32px 40px 0" }}>
            <Title>{todo}</Title>
            {findings.map(({ title, why, deed: verb, link }, at) => (
              <Row key={title} className="rule" style={rule}>
                <Column
                  className="acc"
                  width={36}
                  style={{ ...accent, fontWeight: 600, verticalAlign: "top", padding: "16px 0", width: 36 }}
                >
                  {at + 1}
                </Column>
                <Column style={{ padding: "16px 0" }}>
                  <Text className="ink" style={{ ...line, fontWeight: 600 }}>
                    {title}
                  </Text>
                  <Text className="mu" style={{ ...line, ...muted, fontSize: 14, lineHeight: "20px", padding: "2px 0 8px" }}>
                    {why}
                  </Text>
                  <Link href={link} className="acc" style={{ ...accent, fontSize: 14, fontWeight: 600 }}>
                    {verb}
                  </Link>
                </Column>
              </Row>
            ))}
          </Section>
          <Section className="pad" style={{ padding: "16px 40px 40px" }}>
            <Button
              href={button.link}
              style={{
                backgroundColor: brand.colors.fill,
                color: brand.colors.ink,
                borderRadius: 6,
                padding: "12px 20px",
                fontWeight: 600,
              }}
            >
              {button.text}
            </Button>
          </Section>
        </Container>
        <Container style={{ maxWidth: 600, padding: "20px 40px" }} className="pad">
          <Text className="mu" style={{ ...line, ...muted, fontSize: 13, lineHeight: "20px" }}>
            {foot}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** Mail readers know no logical sides: where a line starts and ends is said by name. */
const sidesOf = (language: Language) =>
  directionOf(language) === "rtl" ? ({ start: "right", end: "left" } as const) : ({ start: "left", end: "right" } as const);
type Sides = { sides: ReturnType<typeof sidesOf> };

const FigureCell = ({ label, figure, change, sample, link, sides }: ReportMailProps["figures"][number] & Sides) => (
  <Column
    className="rule"
    width="50%"
    style={{ ...rule, padding: sides.start === "left" ? "16px 8px 16px 0" : "16px 0 16px 8px", verticalAlign: "top", width: "50%" }}
  >
    <Text className="mu" style={{ ...line, ...muted, fontSize: 14, lineHeight: "20px" }}>
      {label}
    </Text>
    <Link
      href={link}
      className="ink"
      style={{ color: "#16181f", fontSize: 28, lineHeight: "34px", fontWeight: 600, textDecoration: "underline" }}
    >
      {figure}
    </Link>
    <Text className="mu" style={{ ...line, ...muted, fontSize: 13, lineHeight: "18px" }}>
      {change && change.direction !== "level" && (
        <b
          className={change.direction === change.goodWhen ? "up" : "dn"}
          style={{ color: change.direction === change.goodWhen ? "#1a6b41" : "#b3261e" }}
        >
          {`${change.text} `}
        </b>
      )}
      {sample}
    </Text>
  </Column>
);

/** One table is drawing and data: a row a week, its bar, its sample, its share. */
const Chart = ({ heads, bars, sides }: ReportMailProps["chart"] & Sides) => (
  <table width="100%" cellPadding={0} cellSpacing={0} style={{ borderCollapse: "collapse" }}>
    <thead>
      <tr>
        {[heads.week, "", heads.sample, heads.rate].map((head, at) => (
          <th
            key={at}
            scope="col"
            align={at < 2 ? sides.start : sides.end}
            className="mu"
            style={{ ...font, ...muted, fontSize: 13, lineHeight: "28px", fontWeight: 400, whiteSpace: "nowrap" }}
          >
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {bars.map(({ label, figure, sample, ratio, isSubject }) => (
        <tr key={label}>
          <th
            scope="row"
            align={sides.start}
            className={isSubject ? "ink" : "mu"}
            style={{ ...cell, ...(isSubject ? ink : muted), width: 56, fontWeight: isSubject ? 600 : 400 }}
          >
            {label}
          </th>
          <td style={{ width: "45%" }}>
            {ratio > 0 && (
              <table role="presentation" width={`${Math.max(2, Math.round(ratio * 100))}%`} cellPadding={0} cellSpacing={0}>
                <tbody>
                  <tr>
                    <td
                      className={isSubject ? "bar" : "rest"}
                      style={{
                        backgroundColor: isSubject ? "#2154d6" : "#cfd2da",
                        height: 16,
                        borderRadius: 3,
                        fontSize: 1,
                        lineHeight: "16px",
                      }}
                    >
                      &nbsp;
                    </td>
                  </tr>
                </tbody>
              </table>
            )}
          </td>
          <td align={sides.end} className="mu" style={{ ...cell, ...muted }}>
            {sample}
          </td>
          <td align={sides.end} className="ink" style={{ ...cell, ...ink, fontWeight: isSubject ? 600 : 400, width: 110 }}>
            {figure}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Title = ({ children }: { children: string }) => (
  <Heading as="h2" className="ink" style={{ ...line, fontWeight: 600, marginBottom: 12 }}>
    {children}
  </Heading>
);

const font = { fontFamily: "Inter, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif" };
const line = { ...font, margin: 0, fontSize: 16, lineHeight: "24px", color: "#16181f" };
const ink = { color: "#16181f" };
const muted = { color: "#4c4f59" };
const accent = { ...font, color: "#2154d6" };
const rule = { borderTop: "1px solid #e4e2dd" };
const cell = { ...font, fontSize: 14, lineHeight: "32px" };
