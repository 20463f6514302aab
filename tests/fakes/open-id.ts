import { createHash } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { http, HttpResponse } from "msw";

interface Person {
  sub: string;
  email?: string;
  email_verified?: boolean;
  tid?: string;
  xms_edov?: boolean;
}
/** What the fake says wrongly, to be refused for it. */
export type Lie = "nonce" | "issuer" | "audience" | "signature" | "expired" | "refused" | null;

const places = {
  google: { issuer: "https://accounts.google.com", discovery: "https://accounts.google.com/.well-known/openid-configuration" },
  microsoft: {
    issuer: "https://login.microsoftonline.com/{tenantid}/v2.0",
    discovery: "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
  },
};

/** Google or Microsoft at the network: gives a code to whoever is sent there, and an identity for the code and the verifier it was asked with. */
export async function fakeIssuer(provider: keyof typeof places, clientId: string) {
  const { issuer, discovery } = places[provider];
  const [key, other] = [await generateKeyPair("RS256"), await generateKeyPair("RS256")];
  const endpoint = (name: string) => `https://${provider}.example.test/${name}`;
  const given = new Map<string, { person: Person; nonce: string; challenge: string; redirect: string; lie: Lie }>();

  const tokenFor = ({ person, nonce, lie }: { person: Person; nonce: string; lie: Lie }) =>
    new SignJWT({ ...person, nonce: lie === "nonce" ? "another" : nonce })
      .setProtectedHeader({ alg: "RS256", kid: "one" })
      .setIssuer(lie === "issuer" ? "https://evil.example" : issuer.replace("{tenantid}", person.tid ?? ""))
      .setAudience(lie === "audience" ? "somebody-else" : clientId)
      .setIssuedAt()
      .setExpirationTime(lie === "expired" ? "-1h" : "5m")
      .sign(lie === "signature" ? other.privateKey : key.privateKey);

  const handlers = [
    http.get(discovery, () =>
      HttpResponse.json({
        issuer,
        authorization_endpoint: endpoint("authorize"),
        token_endpoint: endpoint("token"),
        jwks_uri: endpoint("keys"),
      }),
    ),
    http.get(endpoint("keys"), async () =>
      HttpResponse.json({ keys: [{ ...(await exportJWK(key.publicKey)), kid: "one", alg: "RS256" }] }),
    ),
    http.post(endpoint("token"), async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      const code = form.get("code") ?? "";
      const asked = given.get(code);
      given.delete(code);
      const challenge = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      const fits =
        asked && asked.challenge === challenge && asked.redirect === form.get("redirect_uri") && form.get("client_secret") === "secret";
      if (!fits || asked.lie === "refused") return HttpResponse.json({ error: "invalid_grant" }, { status: 400 });
      return HttpResponse.json({ access_token: "x", token_type: "Bearer", id_token: await tokenFor(asked) });
    }),
  ];
  return {
    handlers,
    /** A person agrees at the address he was sent to. @returns what stands behind the `?` of the address he is sent back to */
    agree(address: string, person: Person, lie: Lie = null): string {
      const { searchParams } = new URL(address);
      const code = crypto.randomUUID();
      given.set(code, {
        person,
        lie,
        nonce: searchParams.get("nonce")!,
        challenge: searchParams.get("code_challenge")!,
        redirect: searchParams.get("redirect_uri")!,
      });
      return new URLSearchParams({ code, state: searchParams.get("state")! }).toString();
    },
  };
}
