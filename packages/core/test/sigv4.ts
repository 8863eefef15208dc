import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/**
 * Whether a request's signature is the one that AWS would compute. Source: AWS Signature Version 4, "Create a
 * signed request".
 */
export function isSigned(request: IncomingMessage, body: string, secretKey: string): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, day = "", region = "", service = "", signed = "", signature] =
    form.exec(request.headers.authorization ?? "") ?? [];
  if (signature === undefined) return false;
  const headers = signed.split(";").map((name) => `${name}:${String(request.headers[name] ?? "").trim()}\n`);
  const canonical = [request.method, request.url, "", headers.join(""), signed, sha256(body)].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, sha256(canonical)].join("\n");
  const key = [region, service, "aws4_request"].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    hmac(`AWS4${secretKey}`, day),
  );
  return hmac(key, text).toString("hex") === signature;
}
