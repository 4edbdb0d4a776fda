import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace jina. */
export namespace jina {

    /**
     * Properties of a RouteProto.
     * @deprecated Use jina.RouteProto.$Properties instead.
     */
    interface IRouteProto extends jina.RouteProto.$Properties {
    }

    /** Represents a RouteProto. */
    class RouteProto {

        /**
         * Constructs a new RouteProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.RouteProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RouteProto executor. */
        executor: string;

        /** RouteProto startTime. */
        startTime?: (google.protobuf.Timestamp.$Properties|null);

        /** RouteProto endTime. */
        endTime?: (google.protobuf.Timestamp.$Properties|null);

        /** RouteProto status. */
        status?: (jina.StatusProto.$Properties|null);

        /**
         * Encodes the specified RouteProto message. Does not implicitly {@link jina.RouteProto.verify|verify} messages.
         * @param message RouteProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.RouteProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RouteProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.RouteProto & jina.RouteProto.$Shape} RouteProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.RouteProto & jina.RouteProto.$Shape;
    }

    namespace RouteProto {

        /** Properties of a RouteProto. */
        interface $Properties {

            /** RouteProto executor */
            executor?: (string|null);

            /** RouteProto startTime */
            startTime?: (google.protobuf.Timestamp.$Properties|null);

            /** RouteProto endTime */
            endTime?: (google.protobuf.Timestamp.$Properties|null);

            /** RouteProto status */
            status?: (jina.StatusProto.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RouteProto. */
        type $Shape = jina.RouteProto.$Properties;
    }

    /**
     * Properties of a JinaInfoProto.
     * @deprecated Use jina.JinaInfoProto.$Properties instead.
     */
    interface IJinaInfoProto extends jina.JinaInfoProto.$Properties {
    }

    /** Represents a JinaInfoProto. */
    class JinaInfoProto {

        /**
         * Constructs a new JinaInfoProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.JinaInfoProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** JinaInfoProto jina. */
        jina: { [k: string]: string };

        /** JinaInfoProto envs. */
        envs: { [k: string]: string };

        /**
         * Encodes the specified JinaInfoProto message. Does not implicitly {@link jina.JinaInfoProto.verify|verify} messages.
         * @param message JinaInfoProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.JinaInfoProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a JinaInfoProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.JinaInfoProto & jina.JinaInfoProto.$Shape} JinaInfoProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.JinaInfoProto & jina.JinaInfoProto.$Shape;
    }

    namespace JinaInfoProto {

        /** Properties of a JinaInfoProto. */
        interface $Properties {

            /** JinaInfoProto jina */
            jina?: ({ [k: string]: string }|null);

            /** JinaInfoProto envs */
            envs?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a JinaInfoProto. */
        type $Shape = jina.JinaInfoProto.$Properties;
    }

    /**
     * Properties of a HeaderProto.
     * @deprecated Use jina.HeaderProto.$Properties instead.
     */
    interface IHeaderProto extends jina.HeaderProto.$Properties {
    }

    /** Represents a HeaderProto. */
    class HeaderProto {

        /**
         * Constructs a new HeaderProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.HeaderProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HeaderProto requestId. */
        requestId: string;

        /** HeaderProto status. */
        status?: (jina.StatusProto.$Properties|null);

        /** HeaderProto execEndpoint. */
        execEndpoint?: (string|null);

        /** HeaderProto targetExecutor. */
        targetExecutor?: (string|null);

        /** HeaderProto timeout. */
        timeout?: (number|null);

        /**
         * Encodes the specified HeaderProto message. Does not implicitly {@link jina.HeaderProto.verify|verify} messages.
         * @param message HeaderProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.HeaderProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HeaderProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.HeaderProto & jina.HeaderProto.$Shape} HeaderProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.HeaderProto & jina.HeaderProto.$Shape;
    }

    namespace HeaderProto {

        /** Properties of a HeaderProto. */
        interface $Properties {

            /** HeaderProto requestId */
            requestId?: (string|null);

            /** HeaderProto status */
            status?: (jina.StatusProto.$Properties|null);

            /** HeaderProto execEndpoint */
            execEndpoint?: (string|null);

            /** HeaderProto targetExecutor */
            targetExecutor?: (string|null);

            /** HeaderProto timeout */
            timeout?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HeaderProto. */
        type $Shape = jina.HeaderProto.$Properties;
    }

    /**
     * Properties of an EndpointsProto.
     * @deprecated Use jina.EndpointsProto.$Properties instead.
     */
    interface IEndpointsProto extends jina.EndpointsProto.$Properties {
    }

    /** Represents an EndpointsProto. */
    class EndpointsProto {

        /**
         * Constructs a new EndpointsProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.EndpointsProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EndpointsProto endpoints. */
        endpoints: string[];

        /** EndpointsProto writeEndpoints. */
        writeEndpoints: string[];

        /** EndpointsProto schemas. */
        schemas?: (google.protobuf.Struct.$Properties|null);

        /**
         * Encodes the specified EndpointsProto message. Does not implicitly {@link jina.EndpointsProto.verify|verify} messages.
         * @param message EndpointsProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.EndpointsProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EndpointsProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.EndpointsProto & jina.EndpointsProto.$Shape} EndpointsProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.EndpointsProto & jina.EndpointsProto.$Shape;
    }

    namespace EndpointsProto {

        /** Properties of an EndpointsProto. */
        interface $Properties {

            /** EndpointsProto endpoints */
            endpoints?: (string[]|null);

            /** EndpointsProto writeEndpoints */
            writeEndpoints?: (string[]|null);

            /** EndpointsProto schemas */
            schemas?: (google.protobuf.Struct.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EndpointsProto. */
        type $Shape = {
          endpoints?: string[]|null;
          writeEndpoints?: string[]|null;
          schemas?: google.protobuf.Struct.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a StatusProto.
     * @deprecated Use jina.StatusProto.$Properties instead.
     */
    interface IStatusProto extends jina.StatusProto.$Properties {
    }

    /** Represents a StatusProto. */
    class StatusProto {

        /**
         * Constructs a new StatusProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.StatusProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StatusProto code. */
        code: jina.StatusProto.StatusCode;

        /** StatusProto description. */
        description: string;

        /** StatusProto exception. */
        exception?: (jina.StatusProto.ExceptionProto.$Properties|null);

        /**
         * Encodes the specified StatusProto message. Does not implicitly {@link jina.StatusProto.verify|verify} messages.
         * @param message StatusProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.StatusProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StatusProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.StatusProto & jina.StatusProto.$Shape} StatusProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.StatusProto & jina.StatusProto.$Shape;
    }

    namespace StatusProto {

        /** Properties of a StatusProto. */
        interface $Properties {

            /** StatusProto code */
            code?: (jina.StatusProto.StatusCode|null);

            /** StatusProto description */
            description?: (string|null);

            /** StatusProto exception */
            exception?: (jina.StatusProto.ExceptionProto.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StatusProto. */
        type $Shape = jina.StatusProto.$Properties;

        /** StatusCode enum. */
        enum StatusCode {

            /** SUCCESS value */
            SUCCESS = 0,

            /** ERROR value */
            ERROR = 1
        }

        /**
         * Properties of an ExceptionProto.
         * @deprecated Use jina.StatusProto.ExceptionProto.$Properties instead.
         */
        interface IExceptionProto extends jina.StatusProto.ExceptionProto.$Properties {
        }

        /** Represents an ExceptionProto. */
        class ExceptionProto {

            /**
             * Constructs a new ExceptionProto.
             * @param [properties] Properties to set
             */
            constructor(properties?: jina.StatusProto.ExceptionProto.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExceptionProto name. */
            name: string;

            /** ExceptionProto args. */
            args: string[];

            /** ExceptionProto stacks. */
            stacks: string[];

            /** ExceptionProto executor. */
            executor: string;

            /**
             * Encodes the specified ExceptionProto message. Does not implicitly {@link jina.StatusProto.ExceptionProto.verify|verify} messages.
             * @param message ExceptionProto message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: jina.StatusProto.ExceptionProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExceptionProto message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {jina.StatusProto.ExceptionProto & jina.StatusProto.ExceptionProto.$Shape} ExceptionProto
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.StatusProto.ExceptionProto & jina.StatusProto.ExceptionProto.$Shape;
        }

        namespace ExceptionProto {

            /** Properties of an ExceptionProto. */
            interface $Properties {

                /** ExceptionProto name */
                name?: (string|null);

                /** ExceptionProto args */
                args?: (string[]|null);

                /** ExceptionProto stacks */
                stacks?: (string[]|null);

                /** ExceptionProto executor */
                executor?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExceptionProto. */
            type $Shape = jina.StatusProto.ExceptionProto.$Properties;
        }
    }

    /**
     * Properties of a RelatedEntity.
     * @deprecated Use jina.RelatedEntity.$Properties instead.
     */
    interface IRelatedEntity extends jina.RelatedEntity.$Properties {
    }

    /** Represents a RelatedEntity. */
    class RelatedEntity {

        /**
         * Constructs a new RelatedEntity.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.RelatedEntity.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RelatedEntity id. */
        id: string;

        /** RelatedEntity address. */
        address: string;

        /** RelatedEntity port. */
        port: number;

        /** RelatedEntity shardId. */
        shardId?: (number|null);

        /**
         * Encodes the specified RelatedEntity message. Does not implicitly {@link jina.RelatedEntity.verify|verify} messages.
         * @param message RelatedEntity message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.RelatedEntity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RelatedEntity message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.RelatedEntity & jina.RelatedEntity.$Shape} RelatedEntity
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.RelatedEntity & jina.RelatedEntity.$Shape;
    }

    namespace RelatedEntity {

        /** Properties of a RelatedEntity. */
        interface $Properties {

            /** RelatedEntity id */
            id?: (string|null);

            /** RelatedEntity address */
            address?: (string|null);

            /** RelatedEntity port */
            port?: (number|null);

            /** RelatedEntity shardId */
            shardId?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RelatedEntity. */
        type $Shape = jina.RelatedEntity.$Properties;
    }

    /**
     * Properties of a DataRequestProto.
     * @deprecated Use jina.DataRequestProto.$Properties instead.
     */
    interface IDataRequestProto extends jina.DataRequestProto.$Properties {
    }

    /** Represents a DataRequestProto. */
    class DataRequestProto {

        /**
         * Constructs a new DataRequestProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.DataRequestProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataRequestProto header. */
        header?: (jina.HeaderProto.$Properties|null);

        /** DataRequestProto parameters. */
        parameters?: (google.protobuf.Struct.$Properties|null);

        /** DataRequestProto routes. */
        routes: jina.RouteProto.$Properties[];

        /** DataRequestProto data. */
        data?: (jina.DataRequestProto.DataContentProto.$Properties|null);

        /**
         * Encodes the specified DataRequestProto message. Does not implicitly {@link jina.DataRequestProto.verify|verify} messages.
         * @param message DataRequestProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.DataRequestProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataRequestProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.DataRequestProto & jina.DataRequestProto.$Shape} DataRequestProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.DataRequestProto & jina.DataRequestProto.$Shape;
    }

    namespace DataRequestProto {

        /** Properties of a DataRequestProto. */
        interface $Properties {

            /** DataRequestProto header */
            header?: (jina.HeaderProto.$Properties|null);

            /** DataRequestProto parameters */
            parameters?: (google.protobuf.Struct.$Properties|null);

            /** DataRequestProto routes */
            routes?: (jina.RouteProto.$Properties[]|null);

            /** DataRequestProto data */
            data?: (jina.DataRequestProto.DataContentProto.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataRequestProto. */
        type $Shape = {
          header?: jina.HeaderProto.$Shape|null;
          parameters?: google.protobuf.Struct.$Shape|null;
          routes?: jina.RouteProto.$Shape[]|null;
          data?: jina.DataRequestProto.DataContentProto.$Shape|null;
          $unknowns?: Uint8Array[];
        };

        /**
         * Properties of a DataContentProto.
         * @deprecated Use jina.DataRequestProto.DataContentProto.$Properties instead.
         */
        interface IDataContentProto extends jina.DataRequestProto.DataContentProto.$Properties {
        }

        /** Represents a DataContentProto. */
        class DataContentProto {

            /**
             * Constructs a new DataContentProto.
             * @param [properties] Properties to set
             */
            constructor(properties?: jina.DataRequestProto.DataContentProto.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DataContentProto docs. */
            docs?: (docarray.DocListProto.$Properties|null);

            /** DataContentProto docsBytes. */
            docsBytes?: (Uint8Array|null);

            /** DataContentProto documents. */
            documents?: ("docs"|"docsBytes");

            /**
             * Encodes the specified DataContentProto message. Does not implicitly {@link jina.DataRequestProto.DataContentProto.verify|verify} messages.
             * @param message DataContentProto message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: jina.DataRequestProto.DataContentProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DataContentProto message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {jina.DataRequestProto.DataContentProto & jina.DataRequestProto.DataContentProto.$Shape} DataContentProto
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.DataRequestProto.DataContentProto & jina.DataRequestProto.DataContentProto.$Shape;
        }

        namespace DataContentProto {

            /** Properties of a DataContentProto. */
            interface $Properties {

                /** DataContentProto docs */
                docs?: (docarray.DocListProto.$Properties|null);

                /** DataContentProto docsBytes */
                docsBytes?: (Uint8Array|null);

                /** DataContentProto documents */
                documents?: ("docs"|"docsBytes");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a DataContentProto. */
            type $Shape = {
              docs?: docarray.DocListProto.$Shape|null;
              docsBytes?: Uint8Array|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ documents?: undefined; docs?: null; docsBytes?: null }|{ documents?: "docs"; docs: docarray.DocListProto.$Shape; docsBytes?: null }|{ documents?: "docsBytes"; docs?: null; docsBytes: Uint8Array })
            );
        }
    }

    /**
     * Properties of a SingleDocumentRequestProto.
     * @deprecated Use jina.SingleDocumentRequestProto.$Properties instead.
     */
    interface ISingleDocumentRequestProto extends jina.SingleDocumentRequestProto.$Properties {
    }

    /** Represents a SingleDocumentRequestProto. */
    class SingleDocumentRequestProto {

        /**
         * Constructs a new SingleDocumentRequestProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.SingleDocumentRequestProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SingleDocumentRequestProto header. */
        header?: (jina.HeaderProto.$Properties|null);

        /** SingleDocumentRequestProto parameters. */
        parameters?: (google.protobuf.Struct.$Properties|null);

        /** SingleDocumentRequestProto routes. */
        routes: jina.RouteProto.$Properties[];

        /** SingleDocumentRequestProto document. */
        document?: (docarray.DocProto.$Properties|null);

        /**
         * Encodes the specified SingleDocumentRequestProto message. Does not implicitly {@link jina.SingleDocumentRequestProto.verify|verify} messages.
         * @param message SingleDocumentRequestProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.SingleDocumentRequestProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SingleDocumentRequestProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.SingleDocumentRequestProto & jina.SingleDocumentRequestProto.$Shape} SingleDocumentRequestProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.SingleDocumentRequestProto & jina.SingleDocumentRequestProto.$Shape;
    }

    namespace SingleDocumentRequestProto {

        /** Properties of a SingleDocumentRequestProto. */
        interface $Properties {

            /** SingleDocumentRequestProto header */
            header?: (jina.HeaderProto.$Properties|null);

            /** SingleDocumentRequestProto parameters */
            parameters?: (google.protobuf.Struct.$Properties|null);

            /** SingleDocumentRequestProto routes */
            routes?: (jina.RouteProto.$Properties[]|null);

            /** SingleDocumentRequestProto document */
            document?: (docarray.DocProto.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SingleDocumentRequestProto. */
        type $Shape = {
          header?: jina.HeaderProto.$Shape|null;
          parameters?: google.protobuf.Struct.$Shape|null;
          routes?: jina.RouteProto.$Shape[]|null;
          document?: docarray.DocProto.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a DataRequestProtoWoData.
     * @deprecated Use jina.DataRequestProtoWoData.$Properties instead.
     */
    interface IDataRequestProtoWoData extends jina.DataRequestProtoWoData.$Properties {
    }

    /** Represents a DataRequestProtoWoData. */
    class DataRequestProtoWoData {

        /**
         * Constructs a new DataRequestProtoWoData.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.DataRequestProtoWoData.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataRequestProtoWoData header. */
        header?: (jina.HeaderProto.$Properties|null);

        /** DataRequestProtoWoData parameters. */
        parameters?: (google.protobuf.Struct.$Properties|null);

        /** DataRequestProtoWoData routes. */
        routes: jina.RouteProto.$Properties[];

        /**
         * Encodes the specified DataRequestProtoWoData message. Does not implicitly {@link jina.DataRequestProtoWoData.verify|verify} messages.
         * @param message DataRequestProtoWoData message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.DataRequestProtoWoData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataRequestProtoWoData message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.DataRequestProtoWoData & jina.DataRequestProtoWoData.$Shape} DataRequestProtoWoData
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.DataRequestProtoWoData & jina.DataRequestProtoWoData.$Shape;
    }

    namespace DataRequestProtoWoData {

        /** Properties of a DataRequestProtoWoData. */
        interface $Properties {

            /** DataRequestProtoWoData header */
            header?: (jina.HeaderProto.$Properties|null);

            /** DataRequestProtoWoData parameters */
            parameters?: (google.protobuf.Struct.$Properties|null);

            /** DataRequestProtoWoData routes */
            routes?: (jina.RouteProto.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataRequestProtoWoData. */
        type $Shape = {
          header?: jina.HeaderProto.$Shape|null;
          parameters?: google.protobuf.Struct.$Shape|null;
          routes?: jina.RouteProto.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a DataRequestListProto.
     * @deprecated Use jina.DataRequestListProto.$Properties instead.
     */
    interface IDataRequestListProto extends jina.DataRequestListProto.$Properties {
    }

    /** Represents a DataRequestListProto. */
    class DataRequestListProto {

        /**
         * Constructs a new DataRequestListProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.DataRequestListProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataRequestListProto requests. */
        requests: jina.DataRequestProto.$Properties[];

        /**
         * Encodes the specified DataRequestListProto message. Does not implicitly {@link jina.DataRequestListProto.verify|verify} messages.
         * @param message DataRequestListProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.DataRequestListProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataRequestListProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.DataRequestListProto & jina.DataRequestListProto.$Shape} DataRequestListProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.DataRequestListProto & jina.DataRequestListProto.$Shape;
    }

    namespace DataRequestListProto {

        /** Properties of a DataRequestListProto. */
        interface $Properties {

            /** DataRequestListProto requests */
            requests?: (jina.DataRequestProto.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataRequestListProto. */
        type $Shape = {
          requests?: jina.DataRequestProto.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a SnapshotId.
     * @deprecated Use jina.SnapshotId.$Properties instead.
     */
    interface ISnapshotId extends jina.SnapshotId.$Properties {
    }

    /** Represents a SnapshotId. */
    class SnapshotId {

        /**
         * Constructs a new SnapshotId.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.SnapshotId.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotId value. */
        value: string;

        /**
         * Encodes the specified SnapshotId message. Does not implicitly {@link jina.SnapshotId.verify|verify} messages.
         * @param message SnapshotId message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.SnapshotId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotId message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.SnapshotId & jina.SnapshotId.$Shape} SnapshotId
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.SnapshotId & jina.SnapshotId.$Shape;
    }

    namespace SnapshotId {

        /** Properties of a SnapshotId. */
        interface $Properties {

            /** SnapshotId value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotId. */
        type $Shape = jina.SnapshotId.$Properties;
    }

    /**
     * Properties of a RestoreId.
     * @deprecated Use jina.RestoreId.$Properties instead.
     */
    interface IRestoreId extends jina.RestoreId.$Properties {
    }

    /** Represents a RestoreId. */
    class RestoreId {

        /**
         * Constructs a new RestoreId.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.RestoreId.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreId value. */
        value: string;

        /**
         * Encodes the specified RestoreId message. Does not implicitly {@link jina.RestoreId.verify|verify} messages.
         * @param message RestoreId message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.RestoreId.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreId message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.RestoreId & jina.RestoreId.$Shape} RestoreId
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.RestoreId & jina.RestoreId.$Shape;
    }

    namespace RestoreId {

        /** Properties of a RestoreId. */
        interface $Properties {

            /** RestoreId value */
            value?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreId. */
        type $Shape = jina.RestoreId.$Properties;
    }

    /**
     * Properties of a SnapshotStatusProto.
     * @deprecated Use jina.SnapshotStatusProto.$Properties instead.
     */
    interface ISnapshotStatusProto extends jina.SnapshotStatusProto.$Properties {
    }

    /** Represents a SnapshotStatusProto. */
    class SnapshotStatusProto {

        /**
         * Constructs a new SnapshotStatusProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.SnapshotStatusProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SnapshotStatusProto id. */
        id?: (jina.SnapshotId.$Properties|null);

        /** SnapshotStatusProto status. */
        status: jina.SnapshotStatusProto.Status;

        /** SnapshotStatusProto snapshotFile. */
        snapshotFile: string;

        /**
         * Encodes the specified SnapshotStatusProto message. Does not implicitly {@link jina.SnapshotStatusProto.verify|verify} messages.
         * @param message SnapshotStatusProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.SnapshotStatusProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SnapshotStatusProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.SnapshotStatusProto & jina.SnapshotStatusProto.$Shape} SnapshotStatusProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.SnapshotStatusProto & jina.SnapshotStatusProto.$Shape;
    }

    namespace SnapshotStatusProto {

        /** Properties of a SnapshotStatusProto. */
        interface $Properties {

            /** SnapshotStatusProto id */
            id?: (jina.SnapshotId.$Properties|null);

            /** SnapshotStatusProto status */
            status?: (jina.SnapshotStatusProto.Status|null);

            /** SnapshotStatusProto snapshotFile */
            snapshotFile?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SnapshotStatusProto. */
        type $Shape = jina.SnapshotStatusProto.$Properties;

        /** Status enum. */
        enum Status {

            /** STATE_UNSPECIFIED value */
            STATE_UNSPECIFIED = 0,

            /** QUEUED value */
            QUEUED = 1,

            /** SCHEDULED value */
            SCHEDULED = 2,

            /** RUNNING value */
            RUNNING = 3,

            /** SUCCEEDED value */
            SUCCEEDED = 4,

            /** FAILED value */
            FAILED = 5,

            /** NOT_FOUND value */
            NOT_FOUND = 6
        }
    }

    /**
     * Properties of a RestoreSnapshotStatusProto.
     * @deprecated Use jina.RestoreSnapshotStatusProto.$Properties instead.
     */
    interface IRestoreSnapshotStatusProto extends jina.RestoreSnapshotStatusProto.$Properties {
    }

    /** Represents a RestoreSnapshotStatusProto. */
    class RestoreSnapshotStatusProto {

        /**
         * Constructs a new RestoreSnapshotStatusProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.RestoreSnapshotStatusProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreSnapshotStatusProto id. */
        id?: (jina.RestoreId.$Properties|null);

        /** RestoreSnapshotStatusProto status. */
        status: jina.RestoreSnapshotStatusProto.Status;

        /**
         * Encodes the specified RestoreSnapshotStatusProto message. Does not implicitly {@link jina.RestoreSnapshotStatusProto.verify|verify} messages.
         * @param message RestoreSnapshotStatusProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.RestoreSnapshotStatusProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreSnapshotStatusProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.RestoreSnapshotStatusProto & jina.RestoreSnapshotStatusProto.$Shape} RestoreSnapshotStatusProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.RestoreSnapshotStatusProto & jina.RestoreSnapshotStatusProto.$Shape;
    }

    namespace RestoreSnapshotStatusProto {

        /** Properties of a RestoreSnapshotStatusProto. */
        interface $Properties {

            /** RestoreSnapshotStatusProto id */
            id?: (jina.RestoreId.$Properties|null);

            /** RestoreSnapshotStatusProto status */
            status?: (jina.RestoreSnapshotStatusProto.Status|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreSnapshotStatusProto. */
        type $Shape = jina.RestoreSnapshotStatusProto.$Properties;

        /** Status enum. */
        enum Status {

            /** STATE_UNSPECIFIED value */
            STATE_UNSPECIFIED = 0,

            /** RUNNING value */
            RUNNING = 1,

            /** SUCCEEDED value */
            SUCCEEDED = 2,

            /** FAILED value */
            FAILED = 3,

            /** NOT_FOUND value */
            NOT_FOUND = 6
        }
    }

    /**
     * Properties of a RestoreSnapshotCommand.
     * @deprecated Use jina.RestoreSnapshotCommand.$Properties instead.
     */
    interface IRestoreSnapshotCommand extends jina.RestoreSnapshotCommand.$Properties {
    }

    /** Represents a RestoreSnapshotCommand. */
    class RestoreSnapshotCommand {

        /**
         * Constructs a new RestoreSnapshotCommand.
         * @param [properties] Properties to set
         */
        constructor(properties?: jina.RestoreSnapshotCommand.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RestoreSnapshotCommand snapshotFile. */
        snapshotFile: string;

        /**
         * Encodes the specified RestoreSnapshotCommand message. Does not implicitly {@link jina.RestoreSnapshotCommand.verify|verify} messages.
         * @param message RestoreSnapshotCommand message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: jina.RestoreSnapshotCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RestoreSnapshotCommand message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {jina.RestoreSnapshotCommand & jina.RestoreSnapshotCommand.$Shape} RestoreSnapshotCommand
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): jina.RestoreSnapshotCommand & jina.RestoreSnapshotCommand.$Shape;
    }

    namespace RestoreSnapshotCommand {

        /** Properties of a RestoreSnapshotCommand. */
        interface $Properties {

            /** RestoreSnapshotCommand snapshotFile */
            snapshotFile?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RestoreSnapshotCommand. */
        type $Shape = jina.RestoreSnapshotCommand.$Properties;
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /**
         * Properties of a Timestamp.
         * @deprecated Use google.protobuf.Timestamp.$Properties instead.
         */
        interface ITimestamp extends google.protobuf.Timestamp.$Properties {
        }

        /** Represents a Timestamp. */
        class Timestamp {

            /**
             * Constructs a new Timestamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Timestamp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Timestamp seconds. */
            seconds: number;

            /** Timestamp nanos. */
            nanos: number;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @param message Timestamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Timestamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
        }

        namespace Timestamp {

            /** Properties of a Timestamp. */
            interface $Properties {

                /** Timestamp seconds */
                seconds?: (number|null);

                /** Timestamp nanos */
                nanos?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Timestamp. */
            type $Shape = google.protobuf.Timestamp.$Properties;
        }

        /**
         * Properties of a Struct.
         * @deprecated Use google.protobuf.Struct.$Properties instead.
         */
        interface IStruct extends google.protobuf.Struct.$Properties {
        }

        /** Represents a Struct. */
        class Struct {

            /**
             * Constructs a new Struct.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Struct.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Struct fields. */
            fields: { [k: string]: google.protobuf.Value.$Properties };

            /**
             * Encodes the specified Struct message. Does not implicitly {@link google.protobuf.Struct.verify|verify} messages.
             * @param message Struct message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Struct.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Struct message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Struct & google.protobuf.Struct.$Shape} Struct
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): google.protobuf.Struct & google.protobuf.Struct.$Shape;
        }

        namespace Struct {

            /** Properties of a Struct. */
            interface $Properties {

                /** Struct fields */
                fields?: ({ [k: string]: google.protobuf.Value.$Properties }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Struct. */
            type $Shape = {
              fields?: { [k: string]: google.protobuf.Value.$Shape }|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a Value.
         * @deprecated Use google.protobuf.Value.$Properties instead.
         */
        interface IValue extends google.protobuf.Value.$Properties {
        }

        /** Represents a Value. */
        class Value {

            /**
             * Constructs a new Value.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Value.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Value nullValue. */
            nullValue?: (google.protobuf.NullValue|null);

            /** Value numberValue. */
            numberValue?: (number|null);

            /** Value stringValue. */
            stringValue?: (string|null);

            /** Value boolValue. */
            boolValue?: (boolean|null);

            /** Value structValue. */
            structValue?: (google.protobuf.Struct.$Properties|null);

            /** Value listValue. */
            listValue?: (google.protobuf.ListValue.$Properties|null);

            /** Value kind. */
            kind?: ("nullValue"|"numberValue"|"stringValue"|"boolValue"|"structValue"|"listValue");

            /**
             * Encodes the specified Value message. Does not implicitly {@link google.protobuf.Value.verify|verify} messages.
             * @param message Value message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Value message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Value & google.protobuf.Value.$Shape} Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): google.protobuf.Value & google.protobuf.Value.$Shape;
        }

        namespace Value {

            /** Properties of a Value. */
            interface $Properties {

                /** Value nullValue */
                nullValue?: (google.protobuf.NullValue|null);

                /** Value numberValue */
                numberValue?: (number|null);

                /** Value stringValue */
                stringValue?: (string|null);

                /** Value boolValue */
                boolValue?: (boolean|null);

                /** Value structValue */
                structValue?: (google.protobuf.Struct.$Properties|null);

                /** Value listValue */
                listValue?: (google.protobuf.ListValue.$Properties|null);

                /** Value kind */
                kind?: ("nullValue"|"numberValue"|"stringValue"|"boolValue"|"structValue"|"listValue");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Value. */
            type $Shape = {
              nullValue?: google.protobuf.NullValue|null;
              numberValue?: number|null;
              stringValue?: string|null;
              boolValue?: boolean|null;
              structValue?: google.protobuf.Struct.$Shape|null;
              listValue?: google.protobuf.ListValue.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; nullValue?: null; numberValue?: null; stringValue?: null; boolValue?: null; structValue?: null; listValue?: null }|{ kind?: "nullValue"; nullValue: google.protobuf.NullValue; numberValue?: null; stringValue?: null; boolValue?: null; structValue?: null; listValue?: null }|{ kind?: "numberValue"; nullValue?: null; numberValue: number; stringValue?: null; boolValue?: null; structValue?: null; listValue?: null }|{ kind?: "stringValue"; nullValue?: null; numberValue?: null; stringValue: string; boolValue?: null; structValue?: null; listValue?: null }|{ kind?: "boolValue"; nullValue?: null; numberValue?: null; stringValue?: null; boolValue: boolean; structValue?: null; listValue?: null }|{ kind?: "structValue"; nullValue?: null; numberValue?: null; stringValue?: null; boolValue?: null; structValue: google.protobuf.Struct.$Shape; listValue?: null }|{ kind?: "listValue"; nullValue?: null; numberValue?: null; stringValue?: null; boolValue?: null; structValue?: null; listValue: google.protobuf.ListValue.$Shape })
            );
        }

        /** NullValue enum. */
        enum NullValue {

            /** NULL_VALUE value */
            NULL_VALUE = 0
        }

        /**
         * Properties of a ListValue.
         * @deprecated Use google.protobuf.ListValue.$Properties instead.
         */
        interface IListValue extends google.protobuf.ListValue.$Properties {
        }

        /** Represents a ListValue. */
        class ListValue {

            /**
             * Constructs a new ListValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.ListValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListValue values. */
            values: google.protobuf.Value.$Properties[];

            /**
             * Encodes the specified ListValue message. Does not implicitly {@link google.protobuf.ListValue.verify|verify} messages.
             * @param message ListValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.ListValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.ListValue & google.protobuf.ListValue.$Shape} ListValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): google.protobuf.ListValue & google.protobuf.ListValue.$Shape;
        }

        namespace ListValue {

            /** Properties of a ListValue. */
            interface $Properties {

                /** ListValue values */
                values?: (google.protobuf.Value.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListValue. */
            type $Shape = {
              values?: google.protobuf.Value.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an Empty.
         * @deprecated Use google.protobuf.Empty.$Properties instead.
         */
        interface IEmpty extends google.protobuf.Empty.$Properties {
        }

        /** Represents an Empty. */
        class Empty {

            /**
             * Constructs a new Empty.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Empty.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified Empty message. Does not implicitly {@link google.protobuf.Empty.verify|verify} messages.
             * @param message Empty message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Empty.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Empty message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Empty & google.protobuf.Empty.$Shape} Empty
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): google.protobuf.Empty & google.protobuf.Empty.$Shape;
        }

        namespace Empty {

            /** Properties of an Empty. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Empty. */
            type $Shape = google.protobuf.Empty.$Properties;
        }
    }
}

/** Namespace docarray. */
export namespace docarray {

    /**
     * Properties of a DenseNdArrayProto.
     * @deprecated Use docarray.DenseNdArrayProto.$Properties instead.
     */
    interface IDenseNdArrayProto extends docarray.DenseNdArrayProto.$Properties {
    }

    /** Represents a DenseNdArrayProto. */
    class DenseNdArrayProto {

        /**
         * Constructs a new DenseNdArrayProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.DenseNdArrayProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DenseNdArrayProto buffer. */
        buffer: Uint8Array;

        /** DenseNdArrayProto shape. */
        shape: number[];

        /** DenseNdArrayProto dtype. */
        dtype: string;

        /**
         * Encodes the specified DenseNdArrayProto message. Does not implicitly {@link docarray.DenseNdArrayProto.verify|verify} messages.
         * @param message DenseNdArrayProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.DenseNdArrayProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DenseNdArrayProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.DenseNdArrayProto & docarray.DenseNdArrayProto.$Shape} DenseNdArrayProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.DenseNdArrayProto & docarray.DenseNdArrayProto.$Shape;
    }

    namespace DenseNdArrayProto {

        /** Properties of a DenseNdArrayProto. */
        interface $Properties {

            /** DenseNdArrayProto buffer */
            buffer?: (Uint8Array|null);

            /** DenseNdArrayProto shape */
            shape?: (number[]|null);

            /** DenseNdArrayProto dtype */
            dtype?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DenseNdArrayProto. */
        type $Shape = docarray.DenseNdArrayProto.$Properties;
    }

    /**
     * Properties of a NdArrayProto.
     * @deprecated Use docarray.NdArrayProto.$Properties instead.
     */
    interface INdArrayProto extends docarray.NdArrayProto.$Properties {
    }

    /** Represents a NdArrayProto. */
    class NdArrayProto {

        /**
         * Constructs a new NdArrayProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.NdArrayProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NdArrayProto dense. */
        dense?: (docarray.DenseNdArrayProto.$Properties|null);

        /** NdArrayProto parameters. */
        parameters?: (google.protobuf.Struct.$Properties|null);

        /**
         * Encodes the specified NdArrayProto message. Does not implicitly {@link docarray.NdArrayProto.verify|verify} messages.
         * @param message NdArrayProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.NdArrayProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NdArrayProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.NdArrayProto & docarray.NdArrayProto.$Shape} NdArrayProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.NdArrayProto & docarray.NdArrayProto.$Shape;
    }

    namespace NdArrayProto {

        /** Properties of a NdArrayProto. */
        interface $Properties {

            /** NdArrayProto dense */
            dense?: (docarray.DenseNdArrayProto.$Properties|null);

            /** NdArrayProto parameters */
            parameters?: (google.protobuf.Struct.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NdArrayProto. */
        type $Shape = {
          dense?: docarray.DenseNdArrayProto.$Shape|null;
          parameters?: google.protobuf.Struct.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a KeyValuePair.
     * @deprecated Use docarray.KeyValuePair.$Properties instead.
     */
    interface IKeyValuePair extends docarray.KeyValuePair.$Properties {
    }

    /** Represents a KeyValuePair. */
    class KeyValuePair {

        /**
         * Constructs a new KeyValuePair.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.KeyValuePair.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KeyValuePair key. */
        key?: (google.protobuf.Value.$Properties|null);

        /** KeyValuePair value. */
        value?: (google.protobuf.Value.$Properties|null);

        /**
         * Encodes the specified KeyValuePair message. Does not implicitly {@link docarray.KeyValuePair.verify|verify} messages.
         * @param message KeyValuePair message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.KeyValuePair.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KeyValuePair message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.KeyValuePair & docarray.KeyValuePair.$Shape} KeyValuePair
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.KeyValuePair & docarray.KeyValuePair.$Shape;
    }

    namespace KeyValuePair {

        /** Properties of a KeyValuePair. */
        interface $Properties {

            /** KeyValuePair key */
            key?: (google.protobuf.Value.$Properties|null);

            /** KeyValuePair value */
            value?: (google.protobuf.Value.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KeyValuePair. */
        type $Shape = {
          key?: google.protobuf.Value.$Shape|null;
          value?: google.protobuf.Value.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a GenericDictValue.
     * @deprecated Use docarray.GenericDictValue.$Properties instead.
     */
    interface IGenericDictValue extends docarray.GenericDictValue.$Properties {
    }

    /** Represents a GenericDictValue. */
    class GenericDictValue {

        /**
         * Constructs a new GenericDictValue.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.GenericDictValue.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GenericDictValue entries. */
        entries: docarray.KeyValuePair.$Properties[];

        /**
         * Encodes the specified GenericDictValue message. Does not implicitly {@link docarray.GenericDictValue.verify|verify} messages.
         * @param message GenericDictValue message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.GenericDictValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GenericDictValue message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.GenericDictValue & docarray.GenericDictValue.$Shape} GenericDictValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.GenericDictValue & docarray.GenericDictValue.$Shape;
    }

    namespace GenericDictValue {

        /** Properties of a GenericDictValue. */
        interface $Properties {

            /** GenericDictValue entries */
            entries?: (docarray.KeyValuePair.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GenericDictValue. */
        type $Shape = {
          entries?: docarray.KeyValuePair.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a NodeProto.
     * @deprecated Use docarray.NodeProto.$Properties instead.
     */
    interface INodeProto extends docarray.NodeProto.$Properties {
    }

    /** Represents a NodeProto. */
    class NodeProto {

        /**
         * Constructs a new NodeProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.NodeProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeProto text. */
        text?: (string|null);

        /** NodeProto integer. */
        integer?: (number|null);

        /** NodeProto float. */
        float?: (number|null);

        /** NodeProto boolean. */
        boolean?: (boolean|null);

        /** NodeProto blob. */
        blob?: (Uint8Array|null);

        /** NodeProto ndarray. */
        ndarray?: (docarray.NdArrayProto.$Properties|null);

        /** NodeProto doc. */
        doc?: (docarray.DocProto.$Properties|null);

        /** NodeProto docArray. */
        docArray?: (docarray.DocListProto.$Properties|null);

        /** NodeProto list. */
        list?: (docarray.ListOfAnyProto.$Properties|null);

        /** NodeProto set. */
        set?: (docarray.ListOfAnyProto.$Properties|null);

        /** NodeProto tuple. */
        tuple?: (docarray.ListOfAnyProto.$Properties|null);

        /** NodeProto dict. */
        dict?: (docarray.DictOfAnyProto.$Properties|null);

        /** NodeProto type. */
        type?: (string|null);

        /** NodeProto content. */
        content?: ("text"|"integer"|"float"|"boolean"|"blob"|"ndarray"|"doc"|"docArray"|"list"|"set"|"tuple"|"dict");

        /** NodeProto docarrayType. */
        docarrayType?: "type";

        /**
         * Encodes the specified NodeProto message. Does not implicitly {@link docarray.NodeProto.verify|verify} messages.
         * @param message NodeProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.NodeProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.NodeProto & docarray.NodeProto.$Shape} NodeProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.NodeProto & docarray.NodeProto.$Shape;
    }

    namespace NodeProto {

        /** Properties of a NodeProto. */
        interface $Properties {

            /** NodeProto text */
            text?: (string|null);

            /** NodeProto integer */
            integer?: (number|null);

            /** NodeProto float */
            float?: (number|null);

            /** NodeProto boolean */
            boolean?: (boolean|null);

            /** NodeProto blob */
            blob?: (Uint8Array|null);

            /** NodeProto ndarray */
            ndarray?: (docarray.NdArrayProto.$Properties|null);

            /** NodeProto doc */
            doc?: (docarray.DocProto.$Properties|null);

            /** NodeProto docArray */
            docArray?: (docarray.DocListProto.$Properties|null);

            /** NodeProto list */
            list?: (docarray.ListOfAnyProto.$Properties|null);

            /** NodeProto set */
            set?: (docarray.ListOfAnyProto.$Properties|null);

            /** NodeProto tuple */
            tuple?: (docarray.ListOfAnyProto.$Properties|null);

            /** NodeProto dict */
            dict?: (docarray.DictOfAnyProto.$Properties|null);

            /** NodeProto type */
            type?: (string|null);

            /** NodeProto content */
            content?: ("text"|"integer"|"float"|"boolean"|"blob"|"ndarray"|"doc"|"docArray"|"list"|"set"|"tuple"|"dict");

            /** NodeProto docarrayType */
            docarrayType?: "type";

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a NodeProto. */
        type $Shape = {
          text?: string|null;
          integer?: number|null;
          float?: number|null;
          boolean?: boolean|null;
          blob?: Uint8Array|null;
          ndarray?: docarray.NdArrayProto.$Shape|null;
          doc?: docarray.DocProto.$Shape|null;
          docArray?: docarray.DocListProto.$Shape|null;
          list?: docarray.ListOfAnyProto.$Shape|null;
          set?: docarray.ListOfAnyProto.$Shape|null;
          tuple?: docarray.ListOfAnyProto.$Shape|null;
          dict?: docarray.DictOfAnyProto.$Shape|null;
          type?: string|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ content?: undefined; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "text"; text: string; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "integer"; text?: null; integer: number; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "float"; text?: null; integer?: null; float: number; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "boolean"; text?: null; integer?: null; float?: null; boolean: boolean; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "blob"; text?: null; integer?: null; float?: null; boolean?: null; blob: Uint8Array; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "ndarray"; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray: docarray.NdArrayProto.$Shape; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "doc"; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc: docarray.DocProto.$Shape; docArray?: null; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "docArray"; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray: docarray.DocListProto.$Shape; list?: null; set?: null; tuple?: null; dict?: null }|{ content?: "list"; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list: docarray.ListOfAnyProto.$Shape; set?: null; tuple?: null; dict?: null }|{ content?: "set"; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set: docarray.ListOfAnyProto.$Shape; tuple?: null; dict?: null }|{ content?: "tuple"; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple: docarray.ListOfAnyProto.$Shape; dict?: null }|{ content?: "dict"; text?: null; integer?: null; float?: null; boolean?: null; blob?: null; ndarray?: null; doc?: null; docArray?: null; list?: null; set?: null; tuple?: null; dict: docarray.DictOfAnyProto.$Shape })
        ) & (
          ({ docarrayType?: undefined; type?: null }|{ docarrayType?: "type"; type: string })
        );
    }

    /**
     * Properties of a DocProto.
     * @deprecated Use docarray.DocProto.$Properties instead.
     */
    interface IDocProto extends docarray.DocProto.$Properties {
    }

    /** Represents a DocProto. */
    class DocProto {

        /**
         * Constructs a new DocProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.DocProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DocProto data. */
        data: { [k: string]: docarray.NodeProto.$Properties };

        /**
         * Encodes the specified DocProto message. Does not implicitly {@link docarray.DocProto.verify|verify} messages.
         * @param message DocProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.DocProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DocProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.DocProto & docarray.DocProto.$Shape} DocProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.DocProto & docarray.DocProto.$Shape;
    }

    namespace DocProto {

        /** Properties of a DocProto. */
        interface $Properties {

            /** DocProto data */
            data?: ({ [k: string]: docarray.NodeProto.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DocProto. */
        type $Shape = {
          data?: { [k: string]: docarray.NodeProto.$Shape }|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a DictOfAnyProto.
     * @deprecated Use docarray.DictOfAnyProto.$Properties instead.
     */
    interface IDictOfAnyProto extends docarray.DictOfAnyProto.$Properties {
    }

    /** Represents a DictOfAnyProto. */
    class DictOfAnyProto {

        /**
         * Constructs a new DictOfAnyProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.DictOfAnyProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DictOfAnyProto data. */
        data: { [k: string]: docarray.NodeProto.$Properties };

        /**
         * Encodes the specified DictOfAnyProto message. Does not implicitly {@link docarray.DictOfAnyProto.verify|verify} messages.
         * @param message DictOfAnyProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.DictOfAnyProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DictOfAnyProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.DictOfAnyProto & docarray.DictOfAnyProto.$Shape} DictOfAnyProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.DictOfAnyProto & docarray.DictOfAnyProto.$Shape;
    }

    namespace DictOfAnyProto {

        /** Properties of a DictOfAnyProto. */
        interface $Properties {

            /** DictOfAnyProto data */
            data?: ({ [k: string]: docarray.NodeProto.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DictOfAnyProto. */
        type $Shape = {
          data?: { [k: string]: docarray.NodeProto.$Shape }|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ListOfAnyProto.
     * @deprecated Use docarray.ListOfAnyProto.$Properties instead.
     */
    interface IListOfAnyProto extends docarray.ListOfAnyProto.$Properties {
    }

    /** Represents a ListOfAnyProto. */
    class ListOfAnyProto {

        /**
         * Constructs a new ListOfAnyProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.ListOfAnyProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListOfAnyProto data. */
        data: docarray.NodeProto.$Properties[];

        /**
         * Encodes the specified ListOfAnyProto message. Does not implicitly {@link docarray.ListOfAnyProto.verify|verify} messages.
         * @param message ListOfAnyProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.ListOfAnyProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListOfAnyProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.ListOfAnyProto & docarray.ListOfAnyProto.$Shape} ListOfAnyProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.ListOfAnyProto & docarray.ListOfAnyProto.$Shape;
    }

    namespace ListOfAnyProto {

        /** Properties of a ListOfAnyProto. */
        interface $Properties {

            /** ListOfAnyProto data */
            data?: (docarray.NodeProto.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListOfAnyProto. */
        type $Shape = {
          data?: docarray.NodeProto.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a DocListProto.
     * @deprecated Use docarray.DocListProto.$Properties instead.
     */
    interface IDocListProto extends docarray.DocListProto.$Properties {
    }

    /** Represents a DocListProto. */
    class DocListProto {

        /**
         * Constructs a new DocListProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.DocListProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DocListProto docs. */
        docs: docarray.DocProto.$Properties[];

        /**
         * Encodes the specified DocListProto message. Does not implicitly {@link docarray.DocListProto.verify|verify} messages.
         * @param message DocListProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.DocListProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DocListProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.DocListProto & docarray.DocListProto.$Shape} DocListProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.DocListProto & docarray.DocListProto.$Shape;
    }

    namespace DocListProto {

        /** Properties of a DocListProto. */
        interface $Properties {

            /** DocListProto docs */
            docs?: (docarray.DocProto.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DocListProto. */
        type $Shape = {
          docs?: docarray.DocProto.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ListOfDocArrayProto.
     * @deprecated Use docarray.ListOfDocArrayProto.$Properties instead.
     */
    interface IListOfDocArrayProto extends docarray.ListOfDocArrayProto.$Properties {
    }

    /** Represents a ListOfDocArrayProto. */
    class ListOfDocArrayProto {

        /**
         * Constructs a new ListOfDocArrayProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.ListOfDocArrayProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListOfDocArrayProto data. */
        data: docarray.DocListProto.$Properties[];

        /**
         * Encodes the specified ListOfDocArrayProto message. Does not implicitly {@link docarray.ListOfDocArrayProto.verify|verify} messages.
         * @param message ListOfDocArrayProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.ListOfDocArrayProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListOfDocArrayProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.ListOfDocArrayProto & docarray.ListOfDocArrayProto.$Shape} ListOfDocArrayProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.ListOfDocArrayProto & docarray.ListOfDocArrayProto.$Shape;
    }

    namespace ListOfDocArrayProto {

        /** Properties of a ListOfDocArrayProto. */
        interface $Properties {

            /** ListOfDocArrayProto data */
            data?: (docarray.DocListProto.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListOfDocArrayProto. */
        type $Shape = {
          data?: docarray.DocListProto.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a ListOfDocVecProto.
     * @deprecated Use docarray.ListOfDocVecProto.$Properties instead.
     */
    interface IListOfDocVecProto extends docarray.ListOfDocVecProto.$Properties {
    }

    /** Represents a ListOfDocVecProto. */
    class ListOfDocVecProto {

        /**
         * Constructs a new ListOfDocVecProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.ListOfDocVecProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ListOfDocVecProto data. */
        data: docarray.DocVecProto.$Properties[];

        /**
         * Encodes the specified ListOfDocVecProto message. Does not implicitly {@link docarray.ListOfDocVecProto.verify|verify} messages.
         * @param message ListOfDocVecProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.ListOfDocVecProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ListOfDocVecProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.ListOfDocVecProto & docarray.ListOfDocVecProto.$Shape} ListOfDocVecProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.ListOfDocVecProto & docarray.ListOfDocVecProto.$Shape;
    }

    namespace ListOfDocVecProto {

        /** Properties of a ListOfDocVecProto. */
        interface $Properties {

            /** ListOfDocVecProto data */
            data?: (docarray.DocVecProto.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ListOfDocVecProto. */
        type $Shape = {
          data?: docarray.DocVecProto.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a DocVecProto.
     * @deprecated Use docarray.DocVecProto.$Properties instead.
     */
    interface IDocVecProto extends docarray.DocVecProto.$Properties {
    }

    /** Represents a DocVecProto. */
    class DocVecProto {

        /**
         * Constructs a new DocVecProto.
         * @param [properties] Properties to set
         */
        constructor(properties?: docarray.DocVecProto.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DocVecProto tensorColumns. */
        tensorColumns: { [k: string]: docarray.NdArrayProto.$Properties };

        /** DocVecProto docColumns. */
        docColumns: { [k: string]: docarray.DocVecProto.$Properties };

        /** DocVecProto docsVecColumns. */
        docsVecColumns: { [k: string]: docarray.ListOfDocVecProto.$Properties };

        /** DocVecProto anyColumns. */
        anyColumns: { [k: string]: docarray.ListOfAnyProto.$Properties };

        /**
         * Encodes the specified DocVecProto message. Does not implicitly {@link docarray.DocVecProto.verify|verify} messages.
         * @param message DocVecProto message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: docarray.DocVecProto.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DocVecProto message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {docarray.DocVecProto & docarray.DocVecProto.$Shape} DocVecProto
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number, end?: undefined, depth?: number, target?: object): docarray.DocVecProto & docarray.DocVecProto.$Shape;
    }

    namespace DocVecProto {

        /** Properties of a DocVecProto. */
        interface $Properties {

            /** DocVecProto tensorColumns */
            tensorColumns?: ({ [k: string]: docarray.NdArrayProto.$Properties }|null);

            /** DocVecProto docColumns */
            docColumns?: ({ [k: string]: docarray.DocVecProto.$Properties }|null);

            /** DocVecProto docsVecColumns */
            docsVecColumns?: ({ [k: string]: docarray.ListOfDocVecProto.$Properties }|null);

            /** DocVecProto anyColumns */
            anyColumns?: ({ [k: string]: docarray.ListOfAnyProto.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DocVecProto. */
        type $Shape = {
          tensorColumns?: { [k: string]: docarray.NdArrayProto.$Shape }|null;
          docColumns?: { [k: string]: docarray.DocVecProto.$Shape }|null;
          docsVecColumns?: { [k: string]: docarray.ListOfDocVecProto.$Shape }|null;
          anyColumns?: { [k: string]: docarray.ListOfAnyProto.$Shape }|null;
          $unknowns?: Uint8Array[];
        };
    }
}
