import { Body, Button, Container, Head, Heading, Html, Img, Link, Preview, Text } from "@react-email/components";
import { directionOf, type Language } from "~/platform/i18n";
import { colorsOf } from "../branding/brand-color.rules";

export interface AccountMailProps {
  language: Language;
  /** The company that writes, where it is not us; `logo` is a full address. */
  brand?: { name: string; brandColor: string | null; logo: string | null };
  preview: string;
  heading: string;
  greeting: string;
  text: string;
  button: string;
  link: string;
  byHand: string;
  ignore: string;
}

/** One column, one button: the mail of a link (confirm, reset, join). */
export function AccountMail({ language, brand, preview, heading, greeting, text, button, link, byHand, ignore }: AccountMailProps) {
  const colors = colorsOf(brand?.brandColor ?? null);
  return (
    <Html lang={language} dir={directionOf(language)}>
      <Head>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>{preview}</Preview>
      <Body
        dir={directionOf(language)}
        style={{ fontFamily: "system-ui, -apple-system, Segoe UI, sans-serif", backgroundColor: "#f7f6f3", margin: 0, padding: "24px 0" }}
      >
        <Container style={{ maxWidth: 600, backgroundColor: "#ffffff", borderRadius: 8, padding: "32px 40px" }}>
          {brand?.logo && <Img src={brand.logo} alt="" height={32} style={{ maxHeight: 32, marginBottom: 8 }} />}
          <Text style={{ margin: 0, fontSize: 14, fontWeight: 600, color: colors.text }}>{brand?.name ?? "Essor"}</Text>
          <Heading as="h1" style={{ fontSize: 24, lineHeight: "32px", margin: "16px 0", color: "#1d2130" }}>
            {heading}
          </Heading>
          <Text style={paragraph}>{greeting}</Text>
          <Text style={paragraph}>{text}</Text>
          <Button
            href={link}
            style={{
              backgroundColor: colors.fill,
              color: colors.ink,
              borderRadius: 8,
              padding: "12px 20px",
              fontSize: 16,
              fontWeight: 600,
            }}
          >
            {button}
          </Button>
          <Text style={{ ...small, marginTop: 24 }}>{byHand}</Text>
          <Link href={link} style={{ fontSize: 13, color: colors.text, wordBreak: "break-all" }}>
            {link}
          </Link>
          <Text style={{ ...small, marginTop: 24 }}>{ignore}</Text>
        </Container>
      </Body>
    </Html>
  );
}

const paragraph = { fontSize: 16, lineHeight: "24px", color: "#1d2130", margin: "0 0 16px" };
const small = { fontSize: 13, lineHeight: "20px", color: "#5b6072", margin: "0 0 8px" };
