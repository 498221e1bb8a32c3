package io.brook.analysis.testing;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.state.StateCodec;
import io.brook.schemas.log.ConnId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A session without an engine: takes bytes of both sides, as the engine would hand them over, and notes what it says. Time
 * stands still unless it is {@linkplain #at set}.
 */
public final class SessionRecorder implements SessionContext {
    private final List<String> said = new ArrayList<>();
    private final List<SpecificRecord> lines = new ArrayList<>();
    private final String uid;
    private List<RecordedFile> files = new ArrayList<>();
