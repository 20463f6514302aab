import { Body, Button, Container, Head, Heading, Html, Img, Link, Preview, Section, Text } from "@react-email/components";
import { directionOf, type Language } from "~/platform/i18n";

export interface DigestMailProps {
  language: Language;
  company: string;
  /** #rrggbb of the company; null: ours. */
  /** What the company may be painted with. */
  colors: { fill: string; ink: string; text: string };
  /** Full address of its logo. */
  logo: string | null;
  heading: string;
  greeting: string;
  lines: Array<{ text: string; link: string }>;
  button: { text: string; link: string };
  foot: string;
  choose: { text: string; link: string };
  stop: { text: string; link: string };
}

/** The daily mail: what happened, a line a kind, each with its place. */
export function DigestMail({ language, company, colors, logo, heading, greeting, lines, button, foot, choose, stop }: DigestMailProps) {
  const dir = directionOf(language);
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>{lines.map(({ text }) => text).join(" · ")}</Preview>
      <Body
        dir={dir}
        style={{ fontFamily: "system-ui, -apple-system, Segoe UI, sans-serif", backgroundColor: "#f7f6f3", margin: 0, padding: "24px 0" }}
      >
        <Container
          style={{
            maxWidth: 600,
            backgroundColor: "#ffffff",
            borderTop: `4px solid ${colors.fill}`,
            borderRadius: 8,
            padding: "28px 40px 32px",
          }}
        >
          {logo && <Img src={logo} alt="" height={32} style={{ maxHeight: 32, marginBottom: 8 }} />}
          <Text style={{ margin: 0, fontSize: 14, fontWeight: 600, color: "#5b6072" }}>{company}</Text>
          <Heading as="h1" style={{ fontSize: 24, lineHeight: "32px", margin: "16px 0", color: "#1d2130" }}>
            {heading}
          </Heading>
          <Text style={paragraph}>{greeting}</Text>
          {lines.map(({ text, link }) => (
            <Section key={text} style={{ borderTop: "1px solid #e4e2dd", padding: "12px 0" }}>
              <Link href={link} style={{ fontSize: 16, lineHeight: "24px", color: colors.text, fontWeight: 600 }}>
                {text}
              </Link>
            </Section>
          ))}
          <Button
            href={button.link}
            style={{
              backgroundColor: colors.fill,
              color: colors.ink,
              borderRadius: 8,
              padding: "12px 20px",
              fontSize: 16,
              fontWeight: 600,
              marginTop: 12,
            }}
          >
            {button.text}
          </Button>
        </Container>
        <Container style={{ maxWidth: 600, padding: "20px 40px" }}>
          <Text style={small}>{foot}</Text>
          <Text style={small}>
            <Link href={choose.link} style={{ color: "#5b6072", textDecoration: "underline" }}>
              {choose.text}
            </Link>
            {" · "}
            <Link href={stop.link} style={{ color: "#5b6072", textDecoration: "underline" }}>
              {stop.text}
            </Link>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

const paragraph = { fontSize: 16, lineHeight: "24px", color: "#1d2130", margin: "0 0 16px" };
const small = { fontSize: 13, lineHeight: "20px", color: "#5b6072", margin: "0 0 8px" };
