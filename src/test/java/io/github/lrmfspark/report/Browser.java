package io.github.lrmfspark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Chromium without a window, driven by the {@code chromedriver} on the {@code PATH}.
 *
 * <p>Reference: "WebDriver", W3C Recommendation, 2018.
 */
final class Browser {
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int HEIGHT = 900;
    private static final String CAPABILITIES = """
            {"capabilities": {"alwaysMatch": {
              "goog:chromeOptions": {"args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"]},
              "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}
            }}}""";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process driver;
    private final URI server;
    private String session = "";

    /** Starts the browser. */
    Browser() throws IOException, InterruptedException {
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        server = URI.create("http://127.0.0.1:" + port(driver.inputReader()));
        try {
            session = send("POST", "/session", JSON.readTree(CAPABILITIES))
                    .get("sessionId")
                    .asText();
        } catch (IOException e) {
            driver.destroy();
            throw e;
        }
    }

    private static String port(BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return started.group(1);
            }
            lines.add(line);
        }
        throw new IOException("Expected chromedriver to start; it said " + lines);
    }

    /** Shows a file in a window of a width in pixels. */
    void open(Path file, int width) throws IOException, InterruptedException {
        Map<String, Object> metrics = Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false);
        command("/goog/cdp/execute", Map.of("cmd", "Emulation.setDeviceMetricsOverride", "params", metrics));
        command("/url", Map.of("url", file.toUri()));
    }

    /** What a script in the page returns. */
    JsonNode evaluate(String script) throws IOException, InterruptedException {
        return command("/execute/sync", Map.of("script", "return " + script, "args", List.of()));
    }

    /** What the console of the page was told since the last call. */
    List<String> console() throws IOException, InterruptedException {
        return log("browser");
    }

    /** The addresses that were asked for since the last call. */
    List<String> requests() throws IOException, InterruptedException {
        List<String> addresses = new ArrayList<>();
        for (String event : log("performance")) {
            JsonNode message = JSON.readTree(event).get("message");
            if (message.get("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(message.at("/params/request/url").asText());
            }
        }
        return addresses;
    }

    private List<String> log(String kind) throws IOException, InterruptedException {
        List<String> messages = new ArrayList<>();
        command("/se/log", Map.of("type", kind))
                .forEach(entry -> messages.add(entry.get("message").asText()));
        return messages;
    }

    private JsonNode command(String path, Map<String, Object> body) throws IOException, InterruptedException {
        return send("POST", "/session/" + session + path, body);
    }

    private JsonNode send(String method, String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        JsonNode value = JSON.readTree(answer).get("value");
        if (value.has("error")) {
            throw new IOException(method + " " + path + " failed: " + value.get("message"));
        }
        return value;
    }

    /** Ends the browser and its driver. */
    void quit() throws IOException, InterruptedException {
        try {
            send("DELETE", "/session/" + session, Map.of());
        } finally {
            driver.destroy();
        }
    }
}
