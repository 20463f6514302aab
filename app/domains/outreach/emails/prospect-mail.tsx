import { Body, Container, Head, Hr, Html, Link, Preview, Text } from "@react-email/components";
import { directionOf, type Language } from "~/platform/i18n";

export interface ProspectMailProps {
  language: Language;
  preview: string;
  /** Replaced by the paragraphs of the message, as HTML. */
  content: string;
  /** The company's colour, as it is read on white. Its logo stands on the pages behind the links: a picture here would tell who opens. */
  accent: string;
  /** Who writes: name, postal address, register number, a line each. */
  sender: string[];
  /** Where the reader's data comes from, and his rights. */
  source: string;
  unsubscribe: { text: string; link: string };
  /** The page that tells the reader what is held of him, and why. */
  why: { text: string; link: string };
}

/** A letter from one person to another: one column, no picture, readable in light and dark, and under it what the law wants said. */
export function ProspectMail({ language, preview, content, accent, sender, source, unsubscribe, why }: ProspectMailProps) {
  return (
    <Html lang={language} dir={directionOf(language)}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkRules}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body
        dir={directionOf(language)}
        className="paper"
        style={{ fontFamily: fonts, backgroundColor: "#ffffff", color: "#1d2130", margin: 0, padding: "24px 16px" }}
      >
        <Container style={{ maxWidth: 600, margin: "0 auto" }}>
          <div>{content}</div>
          <Hr className="rule" style={{ borderColor: "#d9dbe3", margin: "32px 0 16px" }} />
          {sender.map((line) => (
            <Text key={line} className="small" style={small}>
              <bdi>{line}</bdi>
            </Text>
          ))}
          <Text className="small" style={{ ...small, marginTop: 12 }}>
            {source}
          </Text>
          <Text className="small" style={{ ...small, marginTop: 12 }}>
            <Link href={unsubscribe.link} className="link" style={{ color: accent, textDecoration: "underline" }}>
              {unsubscribe.text}
            </Link>
            {" · "}
            <Link href={why.link} className="link" style={{ color: accent, textDecoration: "underline" }}>
              {why.text}
            </Link>
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const small = { fontSize: 13, lineHeight: "20px", color: "#5b6072", margin: 0 };
const darkRules =
  "@media (prefers-color-scheme: dark){.paper,.paper td{background-color:#14161d!important;color:#eceef4!important}.small{color:#a6abbb!important}.rule{border-color:#363b49!important}.link{color:#9db3ff!important}}";
