package io.tidegate.deploy.sample;

import io.tidegate.deploy.kafka.Answers;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.schemas.MetricSample;
import io.tidegate.schemas.naming.Series;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.sample.MetricSampleSerde;
import io.tidegate.schemas.sample.SampleRules;
import io.tidegate.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends valid samples to {@code metric-samples}, keyed by series. {@link #flush} returns when all of them are kept. */
public final class SamplePublisher implements AutoCloseable {
    private static final int MAX_UNSETTLED = 10_000;

    private final KafkaAccess access;
    private final String topic;
    private final KafkaProducer<String, MetricSample> producer;
    private final List<Future<RecordMetadata>> unsettled = new ArrayList<>();

    public SamplePublisher(KafkaAccess access, Topics topics, SchemaRegistry registry) {
        this.access = access;
        this.topic = topics.metricSamples().name();
        this.producer = access.producer(new MetricSampleSerde(topics, registry), 5);
    }

    /**
     * Sends a sample.
     *
     * @return its series
     * @throws IllegalArgumentException when it breaks a rule of samples; then it is not sent
     */
    public String send(MetricSample sample) {
        var fault = SampleRules.firstFault(sample);
        if (fault != null) {
            throw new IllegalArgumentException(fault.message());
        }
        if (unsettled.size() == MAX_UNSETTLED) {
            flush();
        }
        var series = Series.of(sample.getName(), sample.getDimensions());
        unsettled.add(producer.send(new ProducerRecord<>(topic, series, sample)));
        return series;
    }

    /**
     * Waits until everything sent is kept.
     *
     * @throws io.tidegate.deploy.kafka.NoBrokerException when that is not known in time
     */
    public void flush() {
        producer.flush();
        // What is lost is told once: the next samples may be kept again.
        var sent = List.copyOf(unsettled);
        unsettled.clear();
        sent.forEach(each -> Answers.await(access, each));
    }

    @Override
    public void close() {
        producer.close();
    }
}
