// Asks a server as OpenAI's client does: node client.js BASE_URL WAV. Prints what it was told, as JSON.
import fs from 'node:fs';
import OpenAI from 'openai';

const [baseURL, wav] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 });
const file = () => fs.createReadStream(wav);
const ask = (options) => client.audio.transcriptions.create({ file: file(), model: 'whisper-1', ...options });

const told = {};
told.models = (await client.models.list()).data.map(({ id }) => id);
told.text = (await ask({})).text;
told.plain = await ask({ response_format: 'text' });
told.srt = await ask({ response_format: 'srt' });
told.verbose = await ask({ response_format: 'verbose_json', timestamp_granularities: ['word', 'segment'] });

told.deltas = [];
for await (const event of await ask({ stream: true })) {
  if (event.type === 'transcript.text.delta') told.deltas.push(event.delta);
  if (event.type === 'transcript.text.done') told.streamed = event.text;
}

told.errors = [];
for (const broken of [
  () => ask({ model: 'nothing-such' }),
  () => ask({ file: fs.createReadStream(process.argv[1]) }),
  () => client.audio.translations.create({ file: file(), model: 'whisper-1' }),
]) {
  try {
    await broken();
  } catch (error) {
    told.errors.push({ name: error.constructor.name, status: error.status, code: error.code, param: error.param });
  }
}

console.log(JSON.stringify(told));
