import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";

export interface OfferedFile {
  body: Buffer;
  /** YYYYMMDDHHMMSS */
  at: string;
}

/** A server that speaks as much FTP as reading a file takes, over TLS where the client asks for it. Tells what it was asked. */
export async function ftpServer({
  files,
  login = { user: "essor", password: "f:e/u" },
  tls,
}: {
  files: Map<string, OfferedFile>;
  login?: { user: string; password: string };
  tls?: { key: string; cert: string };
}) {
  const asked: Array<string> = [];
  const open = new Set<Socket | Server>();
  const context = tls && createSecureContext(tls);
  const control = createServer((plain) => {
    open.add(plain);
    let line: Socket | TLSSocket = plain;
    let user = "";
    let isIn = false;
    let arrives: Promise<Socket> | undefined;
    let isPrivate = false;
    const say = (text: string) => line.write(`${text}\r\n`);
    const hear = (socket: Socket) => {
      let rest = "";
      socket.on("error", () => {});
      socket.on("data", (piece) => {
        const lines = (rest + piece.toString("utf8")).split("\r\n");
        rest = lines.pop()!;
        for (const one of lines) answer(one);
      });
    };
    const answer = (said: string) => {
      const [verb = "", ...parts] = said.split(" ");
      const word = parts.join(" ");
      asked.push(verb.toUpperCase());
      const file = files.get(word.replace(/^\//, ""));
      switch (verb.toUpperCase()) {
        case "AUTH": {
          if (!context) return say("502 no");
          say("234 go on");
          line = new TLSSocket(plain, { isServer: true, secureContext: context });
          return hear(line);
        }
        case "USER":
          user = word;
          return say("331 and the password");
        case "PASS":
          isIn = user === login.user && word === login.password;
          return say(isIn ? "230 in" : "530 no");
        case "PBSZ":
        case "TYPE":
        case "STRU":
        case "OPTS":
          return say("200 ok");
        case "PROT":
          isPrivate = word === "P";
          return say("200 ok");
        case "FEAT":
          return say("211-\r\n SIZE\r\n MDTM\r\n211 end");
        case "SIZE":
          return say(isIn && file ? `213 ${file.body.length}` : "550 none");
        case "MDTM":
          return say(isIn && file ? `213 ${file.at}` : "550 none");
        case "EPSV": {
          const data = createServer();
          open.add(data);
          arrives = new Promise((done) => data.once("connection", done));
          data.listen(0, "127.0.0.1", () => say(`229 here (|||${(data.address() as { port: number }).port}|)`));
          return;
        }
        case "RETR": {
          if (!isIn || !file) return say("550 none");
          void arrives?.then((raw) => {
            const out = isPrivate ? new TLSSocket(raw, { isServer: true, secureContext: context! }) : raw;
            out.on("error", () => {});
            say("150 it comes");
            out.end(file.body, () => say("226 done"));
          });
          return;
        }
        case "QUIT":
          say("221 bye");
          return line.end();
        default:
          return say("502 no");
      }
    };
    hear(plain);
    say("220 here");
  });
  await new Promise<void>((done) => control.listen(0, "127.0.0.1", done));
  const { port } = control.address() as { port: number };
  return {
    asked,
    /** What a checked address is reached by instead. */
    reach: () => ({ host: "127.0.0.1", port, ca: tls?.cert }),
    close: () => {
      for (const one of open)
        if ("destroy" in one) one.destroy();
        else one.close();
      control.close();
    },
  };
}
