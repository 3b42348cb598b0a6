/**
 * The service account that the sandbox hands to the app. The key pair is for the sandbox only: it
 * is published with the source, no Google project knows it, and nothing real may ever trust it.
 */
export const SANDBOX_PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCqYQA63xc3twdH
dMawnLubPm+vcY0hEBR0Sjf/nfhLe8o2sD+wzcA959MeFF4I+vno+uepOd8tm4XE
gsDma+mXimABdbMcnr4wk9UDHgdvoviJpziJ8VMZz3Uq+zLWncGDsTdZNQY5zWo3
xaO7X8X+FFyso0KcVDTZGHXxRAPcZTE4QKVKCDtWQ48KVHHvQUeOv+seyNjJsnPo
qubcUKgyiBIA/9vpwhkKrl8Mel3d4yf5lqBrOdHZtcWw/cmEw//lYH4HWNL2dcC6
McgnCvMpU6Hjtw95r4HD41GflekpIdaxemai+n/hhunaYWKme1+19rXobwfZw6BE
PgFzAVkZAgMBAAECggEAAgeymeD5XPi1cZ6ktOtDKX4AlOuykamoQrv1J5qtYBHf
JpBqS9whvaMW3wGBXtRFuMbPjpLB0+Bp4z3nGD/CKmPz0aSiQBWsoLXMOJOppUUA
9tvrFqqtUa4JAHx6fjfmO8BXb1zMQJFP4g787NE+8dByi7yMwUHYGNuboSatMJmv
j9if0e36m6ABvilutJm06I+yiZVzWVhp/e1lT+jD1U/t/EPljkpsybbqE+eu8ywC
xJFDQwPwPf2gFi3oEMteYkPWa+e5l/addOxS6Y0vlGud94Gr+8trOEQLxAwyiz1M
xQmxKm55DmhV1VQmpH83mzjJVzENzOIQQPZ9W13h8QKBgQDnuXcSTPcEydh/PUIg
wW4RdHywCGIwmaysZ623uw6rzRClrZ9E4MSC5PyS+IodsfbiMHuNSQC9oV2Vbiq8
bPSPj0K0t/+W1Fdi7lMWZWeHVnj1YzleoicusuiCEb+ZzDGzJR3VK194xWjf1zt7
qNPLw8UPdTCqaXJsvlpvItvECQKBgQC8OlTPQIDzzK19+yg+ZkhpCM/COm0SZE7w
vY2EmHE86f2TMUemqzxCdka0FQATTidikZF64o6PYyE1nIf6YaLgXzkkABY7yODh
0gG+tLKU5DS+Px+6RzvvA/FqgiuEiMvo6yj9cvhsp9pDAJJNjjHkNEnOyAYvO/1k
2piYy0DQkQKBgQDdr7dUkME5mYk/oXFkOOl+VXz8Q+j8KejiP4YYYiKVBehJOKNI
l+goeb2RNamc4ycYGd35ur+0q24GiZDlFy+ZMCtXDTi+KYM4qFxg7r5u4bFywWyf
Nm5Z5Ns/pI8zKgDaLEYwLAB4YBQHIbhMg6WsKSybrzfRsHPByRJnhGfPUQKBgBK0
tVL3dRlFgQRhHmm9HnsZvhPuXIKUZ2fzXooL4E0Ob/3dyuIcaFuuh25EHALPJIje
MJgGxeYoEtfSG41dgKNNs08JlywP1ZF7nmLGcGztlPRHL68Cf0lMmgRctVhxg9o8
7JDriRa7Q6ye9OsyM3EbZS5goIS3MIKCWuHsaR+RAoGBAIWcaRlasUlK3KoDhqe4
+WezXMVJW/npvHNQR9+ck3VlkigXHbYVbusHe6El2+CwqzH/EPNqqegV3X5F1tSD
zh87WSKcdV+UxiXyxbic+X7IdsF0QYjYbjxgh9HR6BhQGiw+Joz5dVyleBQ9eVLZ
xZFtl5KALqE1+Gn68JL8tycy
-----END PRIVATE KEY-----
`;

export const SANDBOX_PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqmEAOt8XN7cHR3TGsJy7
mz5vr3GNIRAUdEo3/534S3vKNrA/sM3APefTHhReCPr56PrnqTnfLZuFxILA5mvp
l4pgAXWzHJ6+MJPVAx4Hb6L4iac4ifFTGc91Kvsy1p3Bg7E3WTUGOc1qN8Wju1/F
/hRcrKNCnFQ02Rh18UQD3GUxOEClSgg7VkOPClRx70FHjr/rHsjYybJz6Krm3FCo
MogSAP/b6cIZCq5fDHpd3eMn+ZagaznR2bXFsP3JhMP/5WB+B1jS9nXAujHIJwrz
KVOh47cPea+Bw+NRn5XpKSHWsXpmovp/4Ybp2mFipntftfa16G8H2cOgRD4BcwFZ
GQIDAQAB
-----END PUBLIC KEY-----
`;

export const SANDBOX_SERVICE_ACCOUNT_EMAIL = "twogate@sandbox.iam.gserviceaccount.com";

/** The JSON key file of the account, as the Google console would give it out. */
export function sandboxServiceAccount(publicBase: string): Record<string, string> {
  return {
    type: "service_account",
    project_id: "sandbox",
    private_key_id: "sandbox-only",
    private_key: SANDBOX_PRIVATE_KEY,
    client_email: SANDBOX_SERVICE_ACCOUNT_EMAIL,
    client_id: "100000000000000000000",
    token_uri: `${publicBase}/sandbox/google/token`,
  };
}
