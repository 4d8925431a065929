// Writes the sample sets of foreign writers: node samples.mjs DIRECTORY. README.md beside it says how and by which versions.
import {DuckDBInstance} from '@duckdb/node-api';
import * as arrow from 'apache-arrow';
import * as wasm from 'parquet-wasm/node';
import pl from 'nodejs-polars';
import {mkdirSync, writeFileSync} from 'node:fs';

const root = process.argv[2];
const ROWS = 24;
const ids = Array.from({length: ROWS}, (_, i) => i);
const place = name => {
  mkdirSync(`${root}/${name}`, {recursive: true});
  return `${root}/${name}/part-0.parquet`;
};

// DuckDB: what a SELECT gives, with options of COPY.
const VECTOR = '[sin(i * 0.7)::float, cos(i * 1.3)::float] as embedding';
const PLAIN = `i::bigint as id, ${VECTOR}, ['a', 'b', null][1 + i % 3] as label, i / 7.0 as score`;
const duck = {
  'duckdb-plain': [PLAIN, ''],
  'duckdb-zstd-v2': [PLAIN, ', COMPRESSION zstd, PARQUET_VERSION v2'],
  'duckdb-gzip': [PLAIN, ', COMPRESSION gzip, ROW_GROUP_SIZE 8'],
  'duckdb-lz4-raw': [PLAIN, ', COMPRESSION lz4_raw'],
  'duckdb-brotli': [PLAIN, ', COMPRESSION brotli'],
  'duckdb-none': [PLAIN, ', COMPRESSION uncompressed'],
  'duckdb-array': ['i::int as id, [sin(i * 0.7)::float, cos(i * 1.3)::float]::float[2] as embedding', ''],
  'duckdb-double': ['i::bigint as id, [sin(i * 0.7), cos(i * 1.3)]::double[] as embedding, i % 2 = 0 as even', ''],
  'duckdb-times': [`i::bigint as id, ${VECTOR}, timestamp '1999-12-31 23:59:59.123456' + to_days(i::int) as us,
      (timestamp '1999-12-31 23:59:59.123' + to_days(i::int))::timestamp_ms as ms, timestamptz '2001-02-03 04:05:06+00' as tz,
      date '1500-01-01' + i::int as day, time '12:34:56.789' as clock`, ''],
  'duckdb-nanoseconds': [`i::bigint as id, ${VECTOR}, '1999-12-31 23:59:59.123456789'::timestamp_ns as ns`, ''],
  'duckdb-numbers': [`i::bigint as id, ${VECTOR}, i::utinyint as u8, (i + 4000000000)::uinteger as u32,
      18446744073709551615::ubigint as u64, i::tinyint as i8, i::smallint as i16, (i / 8.0)::decimal(9, 2) as d9,
      (i / 8.0)::decimal(18, 4) as d18, (i / 8.0)::decimal(38, 10) as d38, i::hugeint as huge`, ''],
  'duckdb-words': [`i::bigint as id, ${VECTOR}, ('00000000-0000-4000-8000-' || lpad(i::varchar, 12, '0'))::uuid as uuid,
      (['x', 'y'])[1 + i % 2]::enum('x', 'y') as kind, '\\xAA\\x00'::blob as bytes, '{"i": 1}'::json as json, 'naïve 日本 🦆' as text,
      to_days(i::int) as span, '' as "empty", 'q' as "a column, with ""odd"" name"`, ''],
  'duckdb-nested': [`i::bigint as id, ${VECTOR}, {'a': i, 'b': {'c': 'x', 'd': [i, null]}} as nested, map {'k': i, 'l': null} as pairs,
      [[i], [], null] as lists, null::int as nothing`, ''],
  'duckdb-ids-text': [`'row ' || i as id, ${VECTOR}`, ''],
};
const db = await (await DuckDBInstance.create(':memory:')).connect();
for (const [name, [columns, options]] of Object.entries(duck)) {
  await db.run(`COPY (SELECT ${columns} FROM range(${ROWS}) t(i)) TO '${place(name)}' (FORMAT parquet${options})`);
}
await db.run(`COPY (SELECT ${PLAIN}, (['ä b', 'c/d', '50%'])[1 + i % 3] as day FROM range(${ROWS}) t(i))
    TO '${root}/duckdb-partitioned' (FORMAT parquet, PARTITION_BY (day))`);

// parquet-wasm: Arrow's crate for Rust, by properties of its writer.
const field = (name, type, nullable = true) => new arrow.Field(name, type, nullable);
const column = (values, type) => arrow.vectorFromArray(values, type);
const floats = (type = new arrow.Float32()) => new arrow.List(field('item', type));
const vectors = ids.map(i => [Math.fround(Math.sin(i * 0.7)), Math.fround(Math.cos(i * 1.3))]);
const table = (more = {}, type = floats()) => new arrow.Table({
  id: column(ids.map(BigInt), new arrow.Int64()),
  embedding: column(vectors, type),
  score: column(ids.map(i => i / 7), new arrow.Float64()),
  label: column(ids.map(i => ['a', 'b', null][i % 3]), new arrow.Utf8()),
  ...more,
});
const write = (name, rows, properties = new wasm.WriterPropertiesBuilder()) =>
  writeFileSync(place(name), wasm.writeParquet(wasm.Table.fromIPCStream(arrow.tableToIPC(rows, 'stream')), properties.build()));
const builder = () => new wasm.WriterPropertiesBuilder().setDictionaryEnabled(false);
write('wasm-plain', table());
write('wasm-zstd-v2', table(), new wasm.WriterPropertiesBuilder()
    .setCompression(wasm.Compression.ZSTD).setWriterVersion(wasm.WriterVersion.V2).setMaxRowGroupSize(7));
write('wasm-gzip', table(), builder().setCompression(wasm.Compression.GZIP));
write('wasm-lz4-raw', table(), builder().setCompression(wasm.Compression.LZ4_RAW));
write('wasm-byte-stream-split', table(), builder()
    .setColumnEncoding('score', wasm.Encoding.BYTE_STREAM_SPLIT));
write('wasm-vectors-byte-stream-split', table(), builder()
    .setColumnEncoding('embedding.list.item', wasm.Encoding.BYTE_STREAM_SPLIT));
write('wasm-delta', table(), builder()
    .setColumnEncoding('id', wasm.Encoding.DELTA_BINARY_PACKED).setColumnEncoding('label', wasm.Encoding.DELTA_BYTE_ARRAY));
write('wasm-no-statistics', table(), builder().setStatisticsEnabled(wasm.EnabledStatistics.None).setDataPageSizeLimit(64));
write('wasm-fixed-size-list', table({}, new arrow.FixedSizeList(2, field('item', new arrow.Float32()))));
write('wasm-double', table({}, floats(new arrow.Float64())));
write('wasm-times', table({
  s: column(ids.map(i => new Date(i * 1e9)), new arrow.TimestampSecond()),
  ms: column(ids.map(i => new Date(i * 1e9)), new arrow.TimestampMillisecond('UTC')),
  us: column(ids.map(i => new Date(-i * 1e12)), new arrow.TimestampMicrosecond('Europe/Vienna')),
  day: column(ids.map(i => new Date(-i * 86400e6)), new arrow.DateDay()),
}));
write('wasm-numbers', table({
  u8: column(ids, new arrow.Uint8()),
  u16: column(ids, new arrow.Uint16()),
  u32: column(ids.map(i => i + 4e9), new arrow.Uint32()),
  u64: column(ids.map(i => 2n ** 64n - 1n - BigInt(i)), new arrow.Uint64()),
  i8: column(ids.map(i => -i), new arrow.Int8()),
  flag: column(ids.map(i => i % 2 === 0), new arrow.Bool()),
  bytes: column(ids.map(i => Uint8Array.of(i, 0, 255)), new arrow.Binary()),
}));

// polars
const frame = more => pl.DataFrame({
  id: pl.Series('id', ids, pl.Int64),
  embedding: pl.Series('embedding', vectors, pl.List(pl.Float32)),
  label: pl.Series('label', ids.map(i => ['a', 'b', null][i % 3]), pl.Utf8),
  score: pl.Series('score', ids.map(i => i / 7), pl.Float64),
  ...more,
});
frame().writeParquet(place('polars-plain'));
frame().writeParquet(place('polars-zstd'), {compression: 'zstd'});
frame({
  day: pl.Series('day', ids.map(i => new Date(i * 864e5))).cast(pl.Date),
  at: pl.Series('at', ids.map(i => new Date(i * 864e5))),
  kind: pl.Series('kind', ids.map(i => 'xy'[i % 2]), pl.Utf8).cast(pl.Categorical),
  u8: pl.Series('u8', ids, pl.UInt8),
  u64: pl.Series('u64', ids, pl.UInt64),
}).writeParquet(place('polars-types'), {compression: 'snappy'});
