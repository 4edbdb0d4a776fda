import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace zedflow. */
export namespace zedflow {

    /**
     * Properties of an Envelope.
     * @deprecated Use zedflow.Envelope.$Properties instead.
     */
    interface IEnvelope extends zedflow.Envelope.$Properties {
    }

    /** Represents an Envelope. */
    class Envelope {

        /**
         * Constructs a new Envelope.
         * @param [properties] Properties to set
         */
        constructor(properties?: zedflow.Envelope.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Envelope major. */
        major: number;

        /** Envelope minor. */
        minor: number;

        /** Envelope kind. */
        kind: zedflow.Kind;

        /** Envelope sequence. */
        sequence: number;

        /** Envelope requestId. */
        requestId: string;

        /** Envelope endpoint. */
        endpoint: string;

        /** Envelope targetExecutor. */
        targetExecutor?: (string|null);

        /** Envelope parameters. */
        parameters?: (string|null);

        /** Envelope parametersStruct. */
        parametersStruct?: (Uint8Array|null);

        /** Envelope deadlineMs. */
        deadlineMs?: (number|null);

        /** Envelope remainingMs. */
        remainingMs?: (number|null);

        /** Envelope traceparent. */
        traceparent?: (string|null);

        /** Envelope headers. */
        headers: { [k: string]: string };

        /** Envelope contentType. */
        contentType: zedflow.ContentType;

        /** Envelope accept. */
        accept: zedflow.ContentType[];

        /** Envelope remainingRoute. */
        remainingRoute: string[];

        /** Envelope routes. */
        routes: zedflow.Route.$Properties[];

        /** Envelope status. */
        status?: (zedflow.Status.$Properties|null);

        /** Envelope error. */
        error?: (zedflow.Error.$Properties|null);

        /** Envelope credit. */
        credit?: (zedflow.Credit.$Properties|null);

        /** Envelope body. */
        body?: (string|null);

        /** Envelope parts. */
        parts: string[];

        /**
         * Encodes the specified Envelope message. Does not implicitly {@link zedflow.Envelope.verify|verify} messages.
         * @param message Envelope message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: zedflow.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Envelope message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {zedflow.Envelope & zedflow.Envelope.$Shape} Envelope
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): zedflow.Envelope & zedflow.Envelope.$Shape;
    }

    namespace Envelope {

        /** Properties of an Envelope. */
        interface $Properties {

            /** Envelope major */
            major?: (number|null);

            /** Envelope minor */
            minor?: (number|null);

            /** Envelope kind */
            kind?: (zedflow.Kind|null);

            /** Envelope sequence */
            sequence?: (number|null);

            /** Envelope requestId */
            requestId?: (string|null);

            /** Envelope endpoint */
            endpoint?: (string|null);

            /** Envelope targetExecutor */
            targetExecutor?: (string|null);

            /** Envelope parameters */
            parameters?: (string|null);

            /** Envelope parametersStruct */
            parametersStruct?: (Uint8Array|null);

            /** Envelope deadlineMs */
            deadlineMs?: (number|null);

            /** Envelope remainingMs */
            remainingMs?: (number|null);

            /** Envelope traceparent */
            traceparent?: (string|null);

            /** Envelope headers */
            headers?: ({ [k: string]: string }|null);

            /** Envelope contentType */
            contentType?: (zedflow.ContentType|null);

            /** Envelope accept */
            accept?: (zedflow.ContentType[]|null);

            /** Envelope remainingRoute */
            remainingRoute?: (string[]|null);

            /** Envelope routes */
            routes?: (zedflow.Route.$Properties[]|null);

            /** Envelope status */
            status?: (zedflow.Status.$Properties|null);

            /** Envelope error */
            error?: (zedflow.Error.$Properties|null);

            /** Envelope credit */
            credit?: (zedflow.Credit.$Properties|null);

            /** Envelope body */
            body?: (string|null);

            /** Envelope parts */
            parts?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Envelope. */
        type $Shape = zedflow.Envelope.$Properties;
    }

    /** Kind enum. */
    enum Kind {

        /** KIND_UNSPECIFIED value */
        KIND_UNSPECIFIED = 0,

        /** CALL value */
        CALL = 1,

        /** OPEN value */
        OPEN = 2,

        /** REPLY value */
        REPLY = 3,

        /** ITEM value */
        ITEM = 4,

        /** END value */
        END = 5,

        /** FAILURE value */
        FAILURE = 6,

        /** CANCEL value */
        CANCEL = 7,

        /** CREDIT value */
        CREDIT = 8,

        /** HELLO value */
        HELLO = 9,

        /** HEARTBEAT value */
        HEARTBEAT = 10,

        /** CONTROL value */
        CONTROL = 11
    }

    /** ContentType enum. */
    enum ContentType {

        /** CONTENT_TYPE_UNSPECIFIED value */
        CONTENT_TYPE_UNSPECIFIED = 0,

        /** JINA_V1 value */
        JINA_V1 = 1,

        /** JINA_V2 value */
        JINA_V2 = 2,

        /** JSON value */
        JSON = 3
    }

    /**
     * Properties of a Route.
     * @deprecated Use zedflow.Route.$Properties instead.
     */
    interface IRoute extends zedflow.Route.$Properties {
    }

    /** Represents a Route. */
    class Route {

        /**
         * Constructs a new Route.
         * @param [properties] Properties to set
         */
        constructor(properties?: zedflow.Route.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Route executor. */
        executor: string;

        /** Route startMs. */
        startMs?: (number|null);

        /** Route endMs. */
        endMs?: (number|null);

        /** Route status. */
        status?: (zedflow.Status.$Properties|null);

        /**
         * Encodes the specified Route message. Does not implicitly {@link zedflow.Route.verify|verify} messages.
         * @param message Route message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: zedflow.Route.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Route message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {zedflow.Route & zedflow.Route.$Shape} Route
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): zedflow.Route & zedflow.Route.$Shape;
    }

    namespace Route {

        /** Properties of a Route. */
        interface $Properties {

            /** Route executor */
            executor?: (string|null);

            /** Route startMs */
            startMs?: (number|null);

            /** Route endMs */
            endMs?: (number|null);

            /** Route status */
            status?: (zedflow.Status.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Route. */
        type $Shape = zedflow.Route.$Properties;
    }

    /**
     * Properties of a Status.
     * @deprecated Use zedflow.Status.$Properties instead.
     */
    interface IStatus extends zedflow.Status.$Properties {
    }

    /** Represents a Status. */
    class Status {

        /**
         * Constructs a new Status.
         * @param [properties] Properties to set
         */
        constructor(properties?: zedflow.Status.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Status code. */
        code: number;

        /** Status description. */
        description?: (string|null);

        /** Status exception. */
        exception?: (zedflow.Exception.$Properties|null);

        /**
         * Encodes the specified Status message. Does not implicitly {@link zedflow.Status.verify|verify} messages.
         * @param message Status message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: zedflow.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Status message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {zedflow.Status & zedflow.Status.$Shape} Status
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): zedflow.Status & zedflow.Status.$Shape;
    }

    namespace Status {

        /** Properties of a Status. */
        interface $Properties {

            /** Status code */
            code?: (number|null);

            /** Status description */
            description?: (string|null);

            /** Status exception */
            exception?: (zedflow.Exception.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Status. */
        type $Shape = zedflow.Status.$Properties;
    }

    /**
     * Properties of an Exception.
     * @deprecated Use zedflow.Exception.$Properties instead.
     */
    interface IException extends zedflow.Exception.$Properties {
    }

    /** Represents an Exception. */
    class Exception {

        /**
         * Constructs a new Exception.
         * @param [properties] Properties to set
         */
        constructor(properties?: zedflow.Exception.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Exception name. */
        name: string;

        /** Exception args. */
        args: string[];

        /** Exception stacks. */
        stacks: string[];

        /** Exception executor. */
        executor: string;

        /**
         * Encodes the specified Exception message. Does not implicitly {@link zedflow.Exception.verify|verify} messages.
         * @param message Exception message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: zedflow.Exception.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Exception message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {zedflow.Exception & zedflow.Exception.$Shape} Exception
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): zedflow.Exception & zedflow.Exception.$Shape;
    }

    namespace Exception {

        /** Properties of an Exception. */
        interface $Properties {

            /** Exception name */
            name?: (string|null);

            /** Exception args */
            args?: (string[]|null);

            /** Exception stacks */
            stacks?: (string[]|null);

            /** Exception executor */
            executor?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Exception. */
        type $Shape = zedflow.Exception.$Properties;
    }

    /**
     * Properties of an Error.
     * @deprecated Use zedflow.Error.$Properties instead.
     */
    interface IError extends zedflow.Error.$Properties {
    }

    /** Represents an Error. */
    class Error {

        /**
         * Constructs a new Error.
         * @param [properties] Properties to set
         */
        constructor(properties?: zedflow.Error.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Error code. */
        code: string;

        /** Error message. */
        message: string;

        /** Error retryable. */
        retryable: boolean;

        /** Error details. */
        details: string;

        /** Error stack. */
        stack?: (string|null);

        /**
         * Encodes the specified Error message. Does not implicitly {@link zedflow.Error.verify|verify} messages.
         * @param message Error message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: zedflow.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Error message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {zedflow.Error & zedflow.Error.$Shape} Error
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): zedflow.Error & zedflow.Error.$Shape;
    }

    namespace Error {

        /** Properties of an Error. */
        interface $Properties {

            /** Error code */
            code?: (string|null);

            /** Error message */
            message?: (string|null);

            /** Error retryable */
            retryable?: (boolean|null);

            /** Error details */
            details?: (string|null);

            /** Error stack */
            stack?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Error. */
        type $Shape = zedflow.Error.$Properties;
    }

    /**
     * Properties of a Credit.
     * @deprecated Use zedflow.Credit.$Properties instead.
     */
    interface ICredit extends zedflow.Credit.$Properties {
    }

    /** Represents a Credit. */
    class Credit {

        /**
         * Constructs a new Credit.
         * @param [properties] Properties to set
         */
        constructor(properties?: zedflow.Credit.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Credit calls. */
        calls: number;

        /** Credit bytes. */
        bytes: number;

        /**
         * Encodes the specified Credit message. Does not implicitly {@link zedflow.Credit.verify|verify} messages.
         * @param message Credit message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: zedflow.Credit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Credit message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {zedflow.Credit & zedflow.Credit.$Shape} Credit
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): zedflow.Credit & zedflow.Credit.$Shape;
    }

    namespace Credit {

        /** Properties of a Credit. */
        interface $Properties {

            /** Credit calls */
            calls?: (number|null);

            /** Credit bytes */
            bytes?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Credit. */
        type $Shape = zedflow.Credit.$Properties;
    }
}
