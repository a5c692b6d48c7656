// Does what a producer and a consumer in another language would do, with a client that is not ours.
//
//   node client.js write URL TOPIC SCHEMA-FILE   registers the file, prints a MetricSample in base64
//   node client.js read  URL TOPIC RECORD        prints the record, given in base64, as JSON

const fs = require('fs');
const {
  AvroDeserializer,
  AvroSerializer,
  SchemaRegistryClient,
  SerdeType,
} = require('@confluentinc/schemaregistry');

const sample = {
  name: 'queue_depth',
  dimensions: { cluster: 'demo', service: 'orders' },
  at: Date.parse('2026-11-22T10:00:00Z'),
  status: 'OK',
  value: 12.5,
  unit: null,
  sampleCount: 1,
  periodSeconds: null,
  source: 'node',
  sampleId: 'n-1',
  error: null,
};

async function write(registry, topic, schemaFile) {
  const schema = fs.readFileSync(schemaFile, 'utf8');
  await registry.register(`${topic}-value`, { schemaType: 'AVRO', schema });
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true });
  const value = await serializer.serialize(topic, sample);
  return value.toString('base64');
}

async function read(registry, topic, value) {
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {});
  return deserializer.deserialize(topic, Buffer.from(value, 'base64'));
}

async function main([verb, url, topic, argument]) {
  const registry = new SchemaRegistryClient({ baseURLs: [url] });
  const answer = await { write, read }[verb](registry, topic, argument);
  console.log(JSON.stringify(answer));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
