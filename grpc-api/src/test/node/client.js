// Google's own client, pointed at a server of ours: prints what it was told as one JSON object.
//
//   node client.js PORT FOLDER     FOLDER has ab.raw, two.raw (16 kHz PCM), ab.mulaw, bad-cab.flac, bad-cab.opus
'use strict';

const fs = require('fs');
const path = require('path');
const {grpc} = require('google-gax');
const speech = require('@google-cloud/speech');

const [port, folder] = process.argv.slice(2);
const client = new speech.SpeechClient({
  apiEndpoint: '127.0.0.1',
  port: Number(port),
  sslCreds: grpc.credentials.createInsecure(),
});
const linear16 = {encoding: 'LINEAR16', sampleRateHertz: 16000, languageCode: 'en-US'};
const read = name => fs.readFileSync(path.join(folder, name));
const seconds = time => Number(time.seconds) + time.nanos / 1e9;
const texts = response => response.results.map(result => result.alternatives[0].transcript);

async function recognize(config, name) {
  const [response] = await client.recognize({config, audio: {content: read(name)}});
  return response;
}

function stream(streamingConfig, name) {
  return new Promise((resolve, reject) => {
    const responses = [];
    const call = client
      .streamingRecognize(streamingConfig)
      .on('data', response => responses.push(response))
      .on('error', reject)
      .on('end', () => resolve(responses));
    const audio = read(name);
    for (let from = 0; from < audio.length; from += 3200) {
      call.write(audio.subarray(from, from + 3200));
    }
    call.end();
  });
}

const finals = responses =>
  responses.flatMap(response => response.results).filter(result => result.isFinal);

async function main() {
  const told = {};
  told.encodings = [];
  for (const [encoding, name] of [
    ['LINEAR16', 'ab.raw'],
    ['MULAW', 'ab.mulaw'],
    ['FLAC', 'bad-cab.flac'],
    ['OGG_OPUS', 'bad-cab.opus'],
  ]) {
    told.encodings.push(...texts(await recognize({...linear16, encoding}, name)));
  }

  const words = await recognize(
    {...linear16, enableWordTimeOffsets: true, maxAlternatives: 3},
    'ab.raw'
  );
  told.alternatives = words.results[0].alternatives.length;
  told.word = words.results[0].alternatives[0].words.map(word => ({
    word: word.word,
    start: seconds(word.startTime),
    end: seconds(word.endTime),
  }));
  told.boosted = texts(
    await recognize({...linear16, speechContexts: [{phrases: ['abb'], boost: 20}]}, 'ab.raw')
  );
  told.adapted = texts(
    await recognize(
      {...linear16, adaptation: {phraseSets: [{phrases: [{value: 'abb', boost: 20}]}]}},
      'ab.raw'
    )
  );

  const interim = await stream({config: linear16, interimResults: true}, 'two.raw');
  told.streamed = finals(interim).map(result => result.alternatives[0].transcript);
  told.interim = interim.flatMap(r => r.results).filter(result => !result.isFinal).length > 0;
  const single = await stream({config: linear16, singleUtterance: true}, 'two.raw');
  told.events = single.map(response => response.speechEventType);
  told.single = finals(single).map(result => result.alternatives[0].transcript);

  const [operation] = await client.longRunningRecognize({
    config: linear16,
    audio: {content: read('two.raw')},
  });
  const [response] = await operation.promise();
  told.longRunning = texts(response);

  try {
    await recognize({...linear16, languageCode: 'xx-XX'}, 'ab.raw');
  } catch (error) {
    told.refused = error.code;
  }
  await client.close();
  return told;
}

main().then(
  told => console.log(JSON.stringify(told)),
  error => {
    console.error(error);
    process.exit(1);
  }
);
