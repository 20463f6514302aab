import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { contrast, inkOn, readColor, standsOut } from "~/domains/identity/branding/brand-color.rules";
import { mostLogoBytes, readLogo } from "~/domains/identity/branding/logo-image.rules";
import { action as saveColor, loader as branding } from "~/routes/identity/settings.branding._index";
import { action as sendLogo } from "~/routes/identity/settings.branding.logo";
import { action as removeLogo } from "~/routes/identity/settings.branding.logo_.remove";
import { loader as logo } from "~/routes/public/logo.$token";
import { aCompany, requestOf } from "~tests/factories/company";
import "~tests/setup/jobs";

const args = (request: Request, params = {}) => ({ request, params, context: {} }) as never;

/** A grey picture that a browser would show. */
function png(width = 4, height = 3): Uint8Array<ArrayBuffer> {
  const crcOf = (bytes: Buffer) => {
    let crc = ~0;
    for (const byte of bytes)
      for (let bit = 0, value = (crc ^ byte) & 0xff; bit < 8; bit++) {
        value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
        if (bit === 7) crc = (crc >>> 8) ^ value;
      }
    return ~crc >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crcOf(body));
    return Buffer.concat([length, body, crc]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Buffer.alloc((width + 1) * height, 0x80);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const begin = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(Buffer.concat([begin, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]));
}

const formOf = (bytes: Uint8Array<ArrayBuffer> | string, name: string, type: string) => {
  const form = new FormData();
  form.set("file", new File([bytes], name, { type }));
  return form;
};

test("a colour is read as typed, and refused when it is lost on a white page", async () => {
  expect(readColor("1F5EAA")).toBe("#1f5eaa");
  expect(readColor("#abc")).toBe("#aabbcc");
  expect(readColor("red; background: url(//x)")).toBeNull();
  expect(standsOut("#ffff00")).toBe(false);
  for (const color of ["#1f5eaa", "#d04a02", "#16181f", "#7a7a7a"]) expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.2);
  const shop = await aCompany();
  const save = async (brandColor: string) => saveColor(args(await requestOf(shop.owner, "/settings/branding", { form: { brandColor } })));
  expect(JSON.stringify(await save("#ffff00"))).toContain("identity.branding.color_pale");
  expect(JSON.stringify(await save("url(x)"))).toContain("identity.branding.color_invalid");
  await save("#1F5EAA");
  expect((await branding(args(await requestOf(shop.owner, "/settings/branding")))).branding.brandColor).toBe("#1f5eaa");
});

test("a logo is what its bytes say: pictures of code, disguises and giants are refused", () => {
  expect(readLogo(png(40, 30))).toEqual({ contentType: "image/png", width: 40, height: 30 });
  expect(readLogo(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'.padEnd(200)))).toBeNull();
  expect(readLogo(png().subarray(0, 40))).toBeNull();
  expect(readLogo(new Uint8Array([...png(), ...new TextEncoder().encode("<script>alert(1)</script>")]))).toBeNull();
  expect(readLogo(png(9000, 2))).toBeNull();
  const jpeg = [
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    16,
    ...Array<number>(14).fill(0),
    0xff,
    0xc0,
    0,
    17,
    8,
    0,
    30,
    0,
    40,
    ...Array<number>(12).fill(0),
  ];
  expect(readLogo(new Uint8Array(jpeg))).toEqual({ contentType: "image/jpeg", width: 40, height: 30 });
  const webp = Buffer.alloc(30);
  webp.write("RIFF", 0);
  webp.writeUInt32LE(22, 4);
  webp.write("WEBPVP8X", 8);
  webp.writeUIntLE(39, 24, 3);
  webp.writeUIntLE(29, 27, 3);
  expect(readLogo(new Uint8Array(webp))).toEqual({ contentType: "image/webp", width: 40, height: 30 });
});

test("a logo is shown to everybody by the address we wrote, until it is replaced or taken away", async () => {
  const [shop, other] = [await aCompany(), await aCompany()];
  const send = async (form: FormData) =>
    (await sendLogo(args(await requestOf(shop.owner, "/settings/branding/logo", { form })))) as Response;
  const shown = async () => (await branding(args(await requestOf(shop.owner, "/settings/branding")))).branding.logo;
  for (const refused of [
    formOf("<svg onload=alert(1)>", "logo.png", "image/png"),
    formOf(new Uint8Array(mostLogoBytes + 1), "logo.png", "image/png"),
  ])
    await send(refused);
  expect(await shown()).toBeNull();

  await send(formOf(png(), "logo.svg", "image/svg+xml"));
  const path = (await shown())!;
  const look = (address: string) => logo(args(new Request(`http://localhost${address}`), { token: address.replace("/logo/", "") }));
  const answer = await look(path);
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png());
  const [, fileId, proof] = path.replace("/logo/", "").split(".");
  expect((await look(`/logo/${other.companyId}.${fileId}.${proof}`)).status).toBe(404);
  expect((await look(`/logo/${shop.companyId}.${fileId}.forged`)).status).toBe(404);

  await removeLogo(args(await requestOf(shop.owner, "/settings/branding/logo/remove", { form: {} })));
  expect((await look(path)).status).toBe(404);
  expect(await shown()).toBeNull();
});
