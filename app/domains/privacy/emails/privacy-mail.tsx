import { Body, Button, Container, Head, Heading, Html, Img, Preview, Text } from "@react-email/components";
import { type BrandColors, colorsOf } from "~/domains/identity/branding/brand-color.rules";
import { directionOf, type Language } from "~/platform/i18n";

export interface PrivacyMailProps {
  language: Language;
  company: string;
  /** How the company shows itself; `logo` is a full address. Without it: ours. */
  brand?: { colors: BrandColors; logo: string | null };
  heading: string;
  paragraphs: Array<string>;
  action?: { text: string; link: string };
}

/** The answer to a person's request: who answers, what was done, and where to take what was asked for. */
export function PrivacyMail({ language, company, brand, heading, paragraphs, action }: PrivacyMailProps) {
  const colors = brand?.colors ?? colorsOf(null);
  const dir = directionOf(language);
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>{heading}</Preview>
      <Body
        dir={dir}
        style={{ fontFamily: "system-ui, -apple-system, Segoe UI, sans-serif", backgroundColor: "#f7f6f3", margin: 0, padding: "24px 0" }}
      >
        <Container style={{ maxWidth: 600, backgroundColor: "#ffffff", borderRadius: 8, padding: "32px 40px" }}>
          {brand?.logo && <Img src={brand.logo} alt="" height={32} style={{ maxHeight: 32, marginBottom: 8 }} />}
          <Text style={{ margin: 0, fontSize: 14, fontWeight: 600, color: colors.text }}>{company}</Text>
          <Heading as="h1" style={{ fontSize: 24, lineHeight: "32px", margin: "16px 0", color: "#1d2130" }}>
            {heading}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={{ fontSize: 16, lineHeight: "24px", color: "#1d2130", margin: "0 0 16px" }}>
              {paragraph}
            </Text>
          ))}
          {action && (
            <Button
              href={action.link}
              style={{
                backgroundColor: colors.fill,
                color: colors.ink,
                borderRadius: 8,
                padding: "12px 20px",
                fontSize: 16,
                fontWeight: 600,
              }}
            >
              {action.text}
            </Button>
          )}
        </Container>
      </Body>
    </Html>
  );
}
