/** What of all that calls itself an address leads somewhere on the web. */

/** The address as http or https, else undefined: nothing else becomes a link or a source, and no page of the reader's is asked for words. */
export function webAddress(url: unknown): URL | undefined {
  if (typeof url !== 'string' || !/^(https?:|\/)/i.test(url)) return undefined;
  try {
    const address = new URL(url, document.baseURI);
    return /^https?:$/.test(address.protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}
