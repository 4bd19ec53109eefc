// An identity provider on loopback, in a process of its own: `oidc-provider`, which is certified for OpenID
// Connect. The test that starts it says who people are, and which token it falsifies.

import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import Provider from "oidc-provider";

const { port, site, secret } = JSON.parse(process.argv[2]);
const issuer = `http://localhost:${port}`;

async function makeKey(id) {
  const pair = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(pair.privateKey)), kid: id, use: "sig", alg: "RS256" };
  return { key, sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: id }).sign(pair.privateKey) };
}

const own = await makeKey(`key-${process.pid}`);
const foreign = await makeKey(own.key.kid);
const now = () => Math.floor(Date.now() / 1000);

/** What a provider must not send, made with its own key where the name does not say otherwise. */
const FALSE = {
  "another audience": (claims) => own.sign({ ...claims, aud: "payroll" }),
  "a second audience": (claims) => own.sign({ ...claims, aud: [claims.aud, "payroll"], azp: claims.aud }),
  "another issuer": (claims) => own.sign({ ...claims, iss: `${issuer}/other` }),
  "another nonce": (claims) => own.sign({ ...claims, nonce: "other" }),
  "no nonce": ({ nonce, ...claims }) => own.sign(claims),
  "an hour ago": (claims) => own.sign({ ...claims, iat: now() - 7200, exp: now() - 3600 }),
  "an hour ahead": (claims) => own.sign({ ...claims, iat: now() + 3600, exp: now() + 7200 }),
  "a foreign key": (claims) => foreign.sign(claims),
  "no signature": (claims) => new UnsecuredJWT(claims).encode(),
};

let people = {};
let falsehood;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "muster",
      client_secret: secret,
      redirect_uris: [`${site}/sign-in/return`],
      post_logout_redirect_uris: [`${site}/sign-in`],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  jwks: { keys: [own.key] },
  cookies: { keys: [secret] },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
  findAccount: (_, id) => (people[id] ? { accountId: id, claims: () => ({ sub: id, ...people[id] }) } : undefined),
});

provider.use(async (context, next) => {
  await next();
  if (context.path === "/token" && falsehood && context.body?.id_token) {
    const claims = JSON.parse(Buffer.from(context.body.id_token.split(".")[1], "base64url"));
    context.body = { ...context.body, id_token: await FALSE[falsehood](claims) };
  }
});

process.on("message", (said) => {
  ({ people, falsehood } = said);
  process.send("understood");
});

createServer(provider.callback()).listen(port, "127.0.0.1", () => process.send("ready"));
