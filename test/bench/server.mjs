// Throughput of the embedded server over real sockets: placeholder until filled below.
export const measureServer = async () => ({});
