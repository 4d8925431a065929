package io.github.lrmfspark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3a://user:PASS@bucket/sets | s3a://user:***@bucket/sets",
                "/here/s3a:/user:PASS@bucket/sets | /here/s3a:/user:***@bucket/sets",
                "s3a://:PASS@bucket | s3a://:***@bucket",
                "s3a://user:PA@SS@bucket/a@b | s3a://user:***@bucket/a@b",
                "s3a://user:PA/SS+x@bucket/sets | s3a://user:***@bucket/sets",
                "hdfs://user:1234@host:8020/sets | hdfs://user:***@host:8020/sets",
                "no 'ftp://u:P@h/x' beside 'ftp://v:Q@i/y' | no 'ftp://u:***@h/x' beside 'ftp://v:***@i/y'",
                "jobs/align.sh --source other://u:P@h/a --output b@c | jobs/align.sh --source other://u:***@h/a --output b@c",
                "wasbs://c@a/x?sv=1&sig=SECRET&se=2 | wasbs://c@a/x?sv=1&sig=***&se=2",
                "https://h/x?Token=T&KEY=K&password=P&apiKey=A | https://h/x?Token=***&KEY=***&password=***&apiKey=***",
                "https://h/x?X-Amz-Signature=S&X-Amz-Credential=C | https://h/x?X-Amz-Signature=***&X-Amz-Credential=***",
                "https://h/x#access_token=T | https://h/x#access_token=***",
                "found fs.s3a.secret.key=S, fs.s3a.access.key=A | found fs.s3a.secret.key=***, fs.s3a.access.key=***",
                "fs.azure.account.key.acme.blob=S | fs.azure.account.key.acme.blob=***",
                "javax.jdo.option.ConnectionPassword='a b' x | javax.jdo.option.ConnectionPassword=*** x",
                "--conf spark.ssl.keyPassword=S | --conf spark.ssl.keyPassword=***",
                "AWS_SECRET_ACCESS_KEY=S | AWS_SECRET_ACCESS_KEY=***",
            })
    void secretsAreBlottedOut(String text, String shown) {
        assertThat(Redaction.of(text)).isEqualTo(shown);
        assertThat(Redaction.of(shown)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hdfs://namenode:8020/sets/a@b",
                "hdfs://namenode:8020",
                "abfss://container@account.dfs.core.windows.net/sets",
                "file:///sets/a:b@c",
                "file:/a:b@c",
                "/sets/token=3/key=4/part-0.parquet",
                "--set training.seed=1 --partition day=2026-11-21",
                "step 3 of 4  loss=2.5",
                "user@host: nothing",
            })
    void everythingElseStays(String text) {
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&key", "://a:", "a-", "?"})
    void longTextTakesNoTime(String part) {
        String text = part.repeat(50_000);
        assertThat(Redaction.of(text)).isEqualTo(text);
    }
}
