/** Workers have no proxies: in the bundle this stands for the package that the SDK imports for them. */
export class HttpsProxyAgent {}
